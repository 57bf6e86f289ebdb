using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Tests.DBus.Wire;

public class MalformedValueTests
{
    [Theory]
    [InlineData("b", "02000000")] // neither true nor false
    [InlineData("s", "01000000 6101")] // no NUL at the end
    [InlineData("s", "03000000 610062 00")] // a NUL in it
    [InlineData("s", "02000000 C328 00")] // not UTF-8
    [InlineData("s", "03000000 EDA080 00")] // a surrogate
    [InlineData("s", "02000000 C080 00")] // a NUL written long
    [InlineData("s", "FFFFFFFF 00")]
    [InlineData("s", "FFFFFF7F 00")]
    [InlineData("s", "02000000 61 00")]
    [InlineData("o", "00000000 00")]
    [InlineData("o", "01000000 61 00")]
    [InlineData("o", "02000000 2F2F 00")]
    [InlineData("o", "03000000 2F612F 00")]
    [InlineData("o", "02000000 2F2D 00")]
    [InlineData("g", "01 7A 00")] // no such type
    [InlineData("g", "01 61 00")] // an array of nothing
    [InlineData("g", "02 2829 00")] // an empty structure
    [InlineData("g", "01 73 01")]
    [InlineData("g", "FF 73 00")]
    [InlineData("v", "00 00")] // no value
    [InlineData("v", "02 7979 00 01 02")] // two values
    [InlineData("v", "01 79 00")] // its value is missing
    [InlineData("ay", "01000004 00")] // longer than 64 MiB
    [InlineData("ay", "FFFFFFFF 00")]
    [InlineData("ay", "02000000 00")] // longer than the message
    [InlineData("aq", "03000000 0100 02")] // an element that is longer than its array
    [InlineData("as", "08000000 05000000 61616161 61 00")] // a string that is longer than its array
    [InlineData("ax", "08000000 00000001 0500000000000000")] // padding
    [InlineData("(yu)", "01 000100 02000000")]
    [InlineData("(yn)", "01 FF 0200")]
    [InlineData("a{yy}", "02000000 01000000 0102")]
    public void Is_refused(string signature, string hex) =>
        Assert.Throws<DBusProtocolException>(() => Bytes.Read(Bytes.Of(hex), signature));

    [Theory]
    [InlineData(62, true)]
    [InlineData(63, false)]
    public void Is_refused_when_variants_are_nested_too_deeply(int variants, bool isAccepted)
    {
        // Each variant holds the next one; the last holds an array of a byte, in the variant that a property is.
        var hex = "01 76 00" + string.Concat(Enumerable.Repeat("01 76 00", variants)) + "01 79 00 05";
        var bytes = Bytes.Of(hex);
        if (isAccepted) Assert.Equal(VariantValueType.Variant, Read(bytes).Type);
        else Assert.Throws<DBusProtocolException>(() => Read(bytes));

        static VariantValue Read(byte[] bytes)
        {
            var reader = new Reader(bytes, isBigEndian: false);
            return reader.ReadVariantValue();
        }
    }

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    public void Is_refused_when_a_signature_nests_too_deeply(int depth, bool isAccepted)
    {
        var arrays = new string('a', depth) + "y";
        var structs = new string('(', depth) + "y" + new string(')', depth);
        Assert.Equal(isAccepted, Signature.IsValid(System.Text.Encoding.ASCII.GetBytes(arrays)));
        Assert.Equal(isAccepted, Signature.IsValid(System.Text.Encoding.ASCII.GetBytes(structs)));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("sa{sv}as", true)]
    [InlineData("a{oa{sa{sv}}}", true)]
    [InlineData("(y(nq)ax)", true)]
    [InlineData("a", false)]
    [InlineData("{sv}", false)]
    [InlineData("a{vs}", false)]
    [InlineData("a{s}", false)]
    [InlineData("a{sss}", false)]
    [InlineData("a{sv", false)]
    [InlineData("(y", false)]
    [InlineData("y)", false)]
    [InlineData("()", false)]
    [InlineData("e", false)]
    [InlineData("r", false)]
    public void Includes_signatures(string signature, bool isValid) =>
        Assert.Equal(isValid, Signature.IsValid(System.Text.Encoding.ASCII.GetBytes(signature)));

    [Fact]
    public void Includes_signatures_of_more_than_255_characters()
    {
        Assert.True(Signature.IsValid(Enumerable.Repeat((byte)'y', 255).ToArray()));
        Assert.False(Signature.IsValid(Enumerable.Repeat((byte)'y', 256).ToArray()));
    }

    [Fact]
    public void Is_never_written()
    {
        Assert.Throws<ArgumentException>(() => Bytes.Write(writer => writer.WriteString("a\0b")));
        Assert.Throws<ArgumentException>(() => Bytes.Write(writer => writer.WriteObjectPath("a")));
        Assert.Throws<ArgumentException>(() => Bytes.Write(writer => writer.WriteObjectPath("/ä")));
        Assert.Throws<ArgumentException>(() => Bytes.Write(writer => writer.WriteSignature("a")));
        Assert.Throws<ArgumentException>(() => Bytes.Write(writer => writer.WriteSignature(new string('y', 256))));
        Assert.Throws<ArgumentException>(() => Bytes.Write(writer => writer.WriteVariant(default)));
        Assert.Throws<ArgumentException>(() => VariantValue.Array("s", [1]));
        Assert.Throws<ArgumentException>(() => VariantValue.Dict("s", "q", [KeyValuePair.Create((VariantValue)"k", (VariantValue)1)]));
    }

    [Fact]
    public void Is_never_written_into_a_header()
    {
        Refuses(writer => writer.WriteMethodCallHeader("no name", "/", "a.b", "C"));
        Refuses(writer => writer.WriteMethodCallHeader("a.b", "no path", "a.b", "C"));
        Refuses(writer => writer.WriteMethodCallHeader("a.b", "/", "interface", "C"));
        Refuses(writer => writer.WriteMethodCallHeader("a.b", "/", "a.b", "1C"));
        Refuses(writer => writer.WriteMethodCallHeader("a.b", "/", "a.b", "C", "{"));
        Refuses(writer => writer.WriteSignalHeader(null, "/", "a.b", "C.D", "s"));

        static void Refuses(Action<MessageWriter> write) => Assert.Throws<ArgumentException>(() => Bytes.Write(write));
    }

    [Fact]
    public void Does_not_make_a_lone_surrogate_into_bytes_that_are_not_text() =>
        Assert.Equal("�", Bytes.Read(Bytes.Write(writer => writer.WriteString("\uD800")), "s").GetString());
}
