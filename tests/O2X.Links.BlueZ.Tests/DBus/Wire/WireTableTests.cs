using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Tests.DBus.Wire;

public class WireTableTests
{
    private static readonly (string Signature, VariantValue Value, string Little, string Big)[] Table =
    [
        ("y", (byte)0xA5, "A5", "A5"),
        ("b", true, "01000000", "00000001"),
        ("b", false, "00000000", "00000000"),
        ("n", (short)-2, "FEFF", "FFFE"),
        ("q", (ushort)0x1234, "3412", "1234"),
        ("i", -3, "FDFFFFFF", "FFFFFFFD"),
        ("u", 0x89ABCDEFu, "EFCDAB89", "89ABCDEF"),
        ("x", -4L, "FCFFFFFFFFFFFFFF", "FFFFFFFFFFFFFFFC"),
        ("t", 0x0123456789ABCDEFul, "EFCDAB8967452301", "0123456789ABCDEF"),
        ("d", 1.5, "000000000000F83F", "3FF8000000000000"),
        ("s", "", "00000000 00", "00000000 00"),
        ("s", "hé", "03000000 68C3A9 00", "00000003 68C3A9 00"),
        ("o", VariantValue.ObjectPath("/a"), "02000000 2F61 00", "00000002 2F61 00"),
        ("g", VariantValue.Signature("a{sv}"), "05 617B73767D 00", "05 617B73767D 00"),
        ("h", VariantValue.UnixFd(1), "01000000", "00000001"),
        ("ay", new byte[] { 1, 2, 3 }, "03000000 010203", "00000003 010203"),
        ("ay", Array.Empty<byte>(), "00000000", "00000000"),
        ("as", new[] { "a", "bc" }, "0F000000 01000000 6100 0000 02000000 626300", "0000000F 00000001 6100 0000 00000002 626300"),
        ("ax", VariantValue.Array("x", [5L]), "08000000 00000000 0500000000000000", "00000008 00000000 0000000000000005"),
        ("ax", VariantValue.Array("x", []), "00000000 00000000", "00000000 00000000"),
        ("(yu)", VariantValue.Struct((byte)1, 2u), "01 000000 02000000", "01 000000 00000002"),
        ("v", VariantValue.Variant((ushort)7), "01 71 00 00 0700", "01 71 00 00 0007"),
        ("a{qv}", VariantValue.Dict([KeyValuePair.Create((ushort)0x02E5, (VariantValue)new byte[] { 9 })]),
            "0D000000 00000000 E502 02 617900 0000 01000000 09", "0000000D 00000000 02E5 02 617900 0000 00000001 09"),
        ("a{sv}", VariantValue.Dict([KeyValuePair.Create("k", (VariantValue)true)]),
            "10000000 00000000 01000000 6B00 01 6200 000000 01000000", "00000010 00000000 00000001 6B00 01 6200 000000 00000001"),
        ("av", VariantValue.ArrayOfVariant((byte)1, "x"), "0E000000 01 7900 01 01 7300 00 01000000 7800", "0000000E 01 7900 01 01 7300 00 00000001 7800"),
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Table.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Writes_a_value_as_its_bytes(int row)
    {
        var (signature, value, little, _) = Table[row];
        Assert.Equal(signature, value.SignatureText);
        Assert.Equal(Convert.ToHexString(Bytes.Of(little)), Convert.ToHexString(Bytes.Write(writer => writer.WriteValue(value))));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Reads_a_value_of_either_byte_order(int row)
    {
        var (signature, value, little, big) = Table[row];
        Assert.Equal(value, Bytes.Read(Bytes.Of(little), signature));
        Assert.Equal(value, Bytes.Read(Bytes.Of(big), signature, isBigEndian: true));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Refuses_every_value_that_is_cut_short(int row)
    {
        var (signature, _, little, big) = Table[row];
        for (var length = 0; length < Bytes.Of(little).Length; length++)
        {
            Assert.Throws<DBusProtocolException>(() => Bytes.Read(Bytes.Of(little)[..length], signature));
            Assert.Throws<DBusProtocolException>(() => Bytes.Read(Bytes.Of(big)[..length], signature, isBigEndian: true));
        }
    }

    [Fact]
    public void Writes_the_plain_calls_as_the_values()
    {
        var bytes = Bytes.Write(writer =>
        {
            writer.WriteByte(1);
            writer.WriteInt16(-1);
            writer.WriteDouble(1.5);
            writer.WriteInt64(-1);
            writer.WriteUInt64(1);
            writer.WriteStructureStart();
            var array = writer.WriteArrayStart(DBusType.UInt16);
            writer.WriteUInt16(2);
            writer.WriteArrayEnd(array);
            writer.WriteArray(["a"]);
            writer.WriteSignature("s");
        });
        Assert.Equal(
            Convert.ToHexString(Bytes.Of("01 00 FFFF 00000000 000000000000F83F FFFFFFFFFFFFFFFF 0100000000000000 02000000 0200 0000 06000000 01000000 6100 01 73 00")),
            Convert.ToHexString(bytes));
    }
}
