namespace O2X.Links.BlueZ.DBus;

internal readonly partial struct VariantValue
{
    public static implicit operator VariantValue(byte value) => Byte(value);

    public static implicit operator VariantValue(bool value) => Bool(value);

    public static implicit operator VariantValue(short value) => Int16(value);

    public static implicit operator VariantValue(ushort value) => UInt16(value);

    public static implicit operator VariantValue(int value) => Int32(value);

    public static implicit operator VariantValue(uint value) => UInt32(value);

    public static implicit operator VariantValue(long value) => Int64(value);

    public static implicit operator VariantValue(ulong value) => UInt64(value);

    public static implicit operator VariantValue(double value) => Double(value);

    public static implicit operator VariantValue(string value) => String(value);

    public static implicit operator VariantValue(byte[] value) => Array(value);

    public static implicit operator VariantValue(string[] value) => Array(value);

    public static VariantValue Byte(byte value) => new(VariantValueType.Byte, value);

    public static VariantValue Bool(bool value) => new(VariantValueType.Bool, value ? 1u : 0);

    public static VariantValue Int16(short value) => new(VariantValueType.Int16, (ulong)value);

    public static VariantValue UInt16(ushort value) => new(VariantValueType.UInt16, value);

    public static VariantValue Int32(int value) => new(VariantValueType.Int32, (ulong)value);

    public static VariantValue UInt32(uint value) => new(VariantValueType.UInt32, value);

    public static VariantValue Int64(long value) => new(VariantValueType.Int64, (ulong)value);

    public static VariantValue UInt64(ulong value) => new(VariantValueType.UInt64, value);

    public static VariantValue Double(double value) => new(VariantValueType.Double, BitConverter.DoubleToUInt64Bits(value));

    public static VariantValue String(string value) => new(VariantValueType.String, 0, value);

    public static VariantValue ObjectPath(string value) => new(VariantValueType.ObjectPath, 0, value);

    public static VariantValue Signature(string value) => new(VariantValueType.Signature, 0, value);

    /// <summary>A descriptor, as its place among those of the message.</summary>
    public static VariantValue UnixFd(uint index) => new(VariantValueType.UnixFd, index);

    /// <summary>A variant as a value of its own: what stands in a variant in a variant.</summary>
    public static VariantValue Variant(VariantValue value) => Of(VariantValueType.Variant, "v", [value]);

    public static VariantValue Array(byte[] items) => new(VariantValueType.Array, 0, items);

    public static VariantValue Array(string[] items) => Array("s", [.. items.Select(String)]);

    public static VariantValue ArrayOfObjectPath(IEnumerable<string> paths) => Array("o", [.. paths.Select(ObjectPath)]);

    public static VariantValue ArrayOfVariant(params VariantValue[] items) => Array("v", items);

    /// <summary>An array of any type but bytes.</summary>
    /// <exception cref="ArgumentException">An item is of another type.</exception>
    public static VariantValue Array(string elementSignature, VariantValue[] items)
    {
        foreach (var item in items) ThrowIfNot(item, elementSignature);
        return elementSignature == "y"
            ? Array([.. items.Select(item => item.GetByte())])
            : Of(VariantValueType.Array, "a" + elementSignature, items);
    }

    public static VariantValue Struct(params VariantValue[] members)
    {
        ArgumentOutOfRangeException.ThrowIfZero(members.Length);
        var signature = $"({string.Concat(members.Select(member => member.SignatureText))})";
        return Of(VariantValueType.Struct, signature, [.. members.Select(member => member.Type == VariantValueType.Variant ? member.GetVariantValue() : member)]);
    }

    /// <summary>A dictionary of properties: <c>a{sv}</c>.</summary>
    public static VariantValue Dict(IEnumerable<KeyValuePair<string, VariantValue>> entries) =>
        Dict("s", "v", entries.Select(entry => KeyValuePair.Create(String(entry.Key), entry.Value)));

    /// <summary>A dictionary with numbers for keys: <c>a{qv}</c>.</summary>
    public static VariantValue Dict(IEnumerable<KeyValuePair<ushort, VariantValue>> entries) =>
        Dict("q", "v", entries.Select(entry => KeyValuePair.Create(UInt16(entry.Key), entry.Value)));

    /// <summary>A dictionary of any type.</summary>
    /// <exception cref="ArgumentException">A key or value is of another type.</exception>
    public static VariantValue Dict(string keySignature, string valueSignature, IEnumerable<KeyValuePair<VariantValue, VariantValue>> entries)
    {
        var items = new List<VariantValue>();
        foreach (var (key, value) in entries)
        {
            ThrowIfNot(key, keySignature);
            ThrowIfNot(value, valueSignature);
            items.Add(key);
            items.Add(value);
        }

        return Of(VariantValueType.Dictionary, $"a{{{keySignature}{valueSignature}}}", [.. items]);
    }

    private static void ThrowIfNot(VariantValue value, string signature)
    {
        if (signature == "v" ? value.Type == VariantValueType.Invalid : value.SignatureText != signature)
            throw new ArgumentException($"A value of type {value.SignatureText} stands where {signature} is expected.");
    }
}
