using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Tests.DBus.Wire;

public class VariantValueTests
{
    private static readonly string[] Strings = ["a", "b"];

    [Fact]
    public void Hands_out_what_it_holds()
    {
        Assert.Equal(1, ((VariantValue)(byte)1).GetByte());
        Assert.Equal(-1, ((VariantValue)(short)-1).GetInt16());
        Assert.Equal(2, ((VariantValue)(ushort)2).GetUInt16());
        Assert.Equal(-3, ((VariantValue)(-3)).GetInt32());
        Assert.Equal(3u, ((VariantValue)3u).GetUInt32());
        Assert.Equal(-4L, ((VariantValue)(-4L)).GetInt64());
        Assert.Equal(4ul, ((VariantValue)4ul).GetUInt64());
        Assert.Equal(0.5, ((VariantValue)0.5).GetDouble());
        Assert.True(((VariantValue)true).GetBool());
        Assert.Equal("s", ((VariantValue)"s").GetString());
        Assert.Equal("/o", VariantValue.ObjectPath("/o").GetObjectPathAsString());
        Assert.Equal("g", VariantValue.Signature("g").GetSignatureAsString());
        Assert.Equal(1u, VariantValue.Variant(1u).GetVariantValue());
    }

    [Fact]
    public void Hands_out_containers()
    {
        Assert.Equal(["a", "b"], ((VariantValue)Strings).GetArray<string>());
        Assert.Equal(["/a"], VariantValue.ArrayOfObjectPath(["/a"]).GetArray<string>());
        Assert.Equal([1, 2], ((VariantValue)new byte[] { 1, 2 }).GetArray<byte>());
        Assert.Equal([1u], VariantValue.Array("u", [1u]).GetArray<uint>());
        Assert.Equal([1u, "x"], VariantValue.ArrayOfVariant(1u, "x").GetArray<VariantValue>());

        var manufacturers = VariantValue.Dict([KeyValuePair.Create((ushort)0x02E5, (VariantValue)new byte[] { 1 })]);
        Assert.Equal([1], manufacturers.GetDictionary<ushort, byte[]>()[0x02E5]);
        Assert.Equal(new byte[] { 1 }, manufacturers.GetDictionary<ushort, VariantValue>()[0x02E5]);
        Assert.Equal(1, manufacturers.Count);
        Assert.Equal((ushort)0x02E5, manufacturers.GetDictionaryEntry(0).Key);

        var structure = VariantValue.Struct(1u, VariantValue.Variant("x"), new byte[] { 7, 8 });
        Assert.Equal("(uvay)", structure.SignatureText);
        Assert.Equal("x", structure.GetItem(1));
        Assert.Equal((byte)8, structure.GetItem(2).GetItem(1));
    }

    [Fact]
    public void Says_no_to_a_question_for_another_type()
    {
        foreach (var value in new VariantValue[] { default, 1.5, VariantValue.Struct(1u), VariantValue.Variant(1u), VariantValue.Array("x", [1L]) })
        {
            Assert.False(value.TryGetBool(out _));
            Assert.False(value.TryGetByte(out _));
            Assert.False(value.TryGetInt16(out _));
            Assert.False(value.TryGetUInt16(out _));
            Assert.False(value.TryGetInt32(out _));
            Assert.False(value.TryGetUInt32(out _));
            Assert.False(value.TryGetString(out _));
            Assert.False(value.TryGetObjectPath(out _));
            Assert.False(value.TryGetBytes(out _));
            Assert.False(value.TryGetStrings(out _));
            Assert.Throws<InvalidOperationException>(() => value.GetString());
            Assert.Throws<InvalidOperationException>(() => value.GetInt32());
            Assert.Throws<InvalidOperationException>(() => value.GetArray<string>());
            Assert.Throws<InvalidOperationException>(() => value.GetDictionary<string, VariantValue>());
        }
    }

    [Fact]
    public void Says_yes_to_a_question_for_its_type()
    {
        Assert.True(((VariantValue)true).TryGetBool(out var flag) && flag);
        Assert.True(((VariantValue)(byte)1).TryGetByte(out var small) && small == 1);
        Assert.True(((VariantValue)(short)-70).TryGetInt16(out var rssi) && rssi == -70);
        Assert.True(((VariantValue)(ushort)247).TryGetUInt16(out var mtu) && mtu == 247);
        Assert.True(((VariantValue)(-1)).TryGetInt32(out var number) && number == -1);
        Assert.True(((VariantValue)1u).TryGetUInt32(out var count) && count == 1);
        Assert.True(((VariantValue)"s").TryGetString(out var text) && text == "s");
        Assert.True(VariantValue.ObjectPath("/o").TryGetObjectPath(out var path) && path == "/o");
        Assert.True(((VariantValue)new byte[] { 1 }).TryGetBytes(out var bytes) && bytes is [1]);
        Assert.True(((VariantValue)Strings).TryGetStrings(out var strings) && strings is ["a", "b"]);
        Assert.True(((VariantValue)Array.Empty<string>()).TryGetStrings(out strings) && strings.Length == 0);
    }

    [Fact]
    public void Differs_by_type_and_content()
    {
        Assert.NotEqual((VariantValue)1, (VariantValue)1u);
        Assert.NotEqual((VariantValue)"/a", VariantValue.ObjectPath("/a"));
        Assert.NotEqual((VariantValue)new byte[] { 1 }, (VariantValue)new byte[] { 2 });
        Assert.NotEqual(VariantValue.Array("u", []), VariantValue.Array("i", []));
        Assert.True((VariantValue)"a" == "a" && (VariantValue)"a" != "b");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Has_no_item_outside_of_its_range(int index)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ((VariantValue)new byte[] { 1 }).GetItem(index));
        Assert.Throws<ArgumentOutOfRangeException>(() => VariantValue.Struct(1u).GetItem(index));
        Assert.Throws<ArgumentOutOfRangeException>(() => VariantValue.Struct(1u, 2u).GetDictionaryEntry(0));
    }
}
