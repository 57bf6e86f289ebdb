using CsCheck;
using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Tests.DBus.Wire;

public class RoundTripTests
{
    [Fact]
    public void Reads_back_whatever_was_written() => Values.Any.Sample(value =>
    {
        var bytes = Bytes.Write(writer => writer.WriteVariant(value));
        var reader = new Reader(bytes, isBigEndian: false, strings: new StringCache());
        var again = reader.ReadVariantValue();
        Assert.True(reader.IsAtEnd);
        Assert.Equal(value, again);
        Assert.Equal(value.GetHashCode(), again.GetHashCode());
        Assert.Equal(bytes, Bytes.Write(writer => writer.WriteVariant(again)));
    });

    [Fact]
    public void Refuses_whatever_was_cut_short() => Gen.Select(Values.Any, Gen.Int[0, int.MaxValue]).Sample((value, cut) =>
    {
        var bytes = Bytes.Write(writer => writer.WriteVariant(value));
        Assert.Throws<DBusProtocolException>(() => Bytes.Read(bytes[..(cut % bytes.Length)], "v"));
    });

    [Fact]
    public void Reads_or_refuses_whatever_was_damaged() => Gen.Select(Values.Any, Gen.Int[0, int.MaxValue], Gen.Byte).Sample((value, at, damage) =>
    {
        var bytes = Bytes.Write(writer => writer.WriteVariant(value));
        bytes[at % bytes.Length] ^= damage;
        try
        {
            var reader = new Reader(bytes, isBigEndian: false);
            reader.ReadVariantValue();
            Assert.InRange(reader.Position, 1, bytes.Length);
        }
        catch (DBusProtocolException)
        {
            // It was refused.
        }
    });
}
