using System.Text;

namespace O2X.Links.BlueZ.DBus;

internal ref partial struct Reader
{
    /// <summary>Reads a variant.</summary>
    public VariantValue ReadVariantValue() => ReadVariantValue(depth: 1);

    /// <summary>Reads a value of any one complete type, as if it stood in a variant of that type.</summary>
    public VariantValue ReadValue(ReadOnlySpan<byte> signature) =>
        Signature.IsSingle(signature) ? ReadValue(signature, depth: 0) : throw new DBusProtocolException("A value has no single type.");

    /// <summary>Reads a dictionary of properties; of a key that is there twice the last counts.</summary>
    public Dictionary<string, VariantValue> ReadDictionaryOfStringToVariantValue()
    {
        var properties = new Dictionary<string, VariantValue>();
        for (var end = ReadDictionaryStart(); HasNext(end);)
        {
            var key = ReadString();
            properties[key] = ReadVariantValue();
        }

        return properties;
    }

    private VariantValue ReadVariantValue(int depth)
    {
        var signature = ReadSignatureAsSpan();
        if (!Signature.IsSingle(signature)) throw new DBusProtocolException("A variant does not hold one value.");
        return ReadValue(signature, depth);
    }

    private VariantValue ReadValue(ReadOnlySpan<byte> signature, int depth)
    {
        if (depth > WireLimits.DeepestValue) throw new DBusProtocolException("Values are nested too deeply.");
        return (DBusType)signature[0] switch
        {
            DBusType.Byte => ReadByte(),
            DBusType.Bool => ReadBool(),
            DBusType.Int16 => ReadInt16(),
            DBusType.UInt16 => ReadUInt16(),
            DBusType.Int32 => ReadInt32(),
            DBusType.UInt32 => ReadUInt32(),
            DBusType.Int64 => ReadInt64(),
            DBusType.UInt64 => ReadUInt64(),
            DBusType.Double => ReadDouble(),
            DBusType.String => ReadString(),
            DBusType.ObjectPath => VariantValue.ObjectPath(ReadObjectPathAsString()),
            DBusType.Signature => VariantValue.Signature(ReadSignatureAsString()),
            DBusType.UnixFd => VariantValue.UnixFd(ReadUInt32()),
            DBusType.Variant => VariantValue.Variant(ReadVariantValue(depth + 1)),
            DBusType.Struct => ReadStruct(signature, depth),
            DBusType.Array when signature[1] == 'y' => ReadArrayOfByte(),
            DBusType.Array when signature[1] == '{' => ReadDictionary(signature, depth),
            _ => ReadArray(signature, depth),
        };
    }

    private VariantValue ReadArray(ReadOnlySpan<byte> signature, int depth)
    {
        var element = signature[1..];
        var end = ReadArrayStart((DBusType)element[0]);
        if (!HasNext(end)) return VariantValue.Of(VariantValueType.Array, SignatureText(signature), []);
        var items = new List<VariantValue>();
        do items.Add(ReadItem(element, depth + 1));
        while (HasNext(end));
        return VariantValue.Of(VariantValueType.Array, SignatureText(signature), [.. items]);
    }

    private VariantValue ReadDictionary(ReadOnlySpan<byte> signature, int depth)
    {
        var key = signature.Slice(2, 1);
        var value = signature[3..^1];
        var end = ReadDictionaryStart();
        if (!HasNext(end)) return VariantValue.Of(VariantValueType.Dictionary, SignatureText(signature), []);
        var items = new List<VariantValue>();
        do
        {
            items.Add(ReadItem(key, depth + 2));
            items.Add(ReadItem(value, depth + 2));
        }
        while (HasNext(end));
        return VariantValue.Of(VariantValueType.Dictionary, SignatureText(signature), [.. items]);
    }

    private VariantValue ReadStruct(ReadOnlySpan<byte> signature, int depth)
    {
        AlignStruct();
        var items = new List<VariantValue>();
        for (var members = signature[1..^1]; !members.IsEmpty;)
        {
            var length = Signature.LengthOfFirst(members);
            items.Add(ReadItem(members[..length], depth + 1));
            members = members[length..];
        }

        return VariantValue.Of(VariantValueType.Struct, SignatureText(signature), [.. items]);
    }

    // A place of type variant holds what is in the variant.
    private VariantValue ReadItem(ReadOnlySpan<byte> signature, int depth) =>
        signature[0] == 'v' ? ReadVariantValue(depth + 1) : ReadValue(signature, depth);

    private readonly string SignatureText(ReadOnlySpan<byte> signature) => _strings?.Get(signature) ?? Encoding.ASCII.GetString(signature);
}
