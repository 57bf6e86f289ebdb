namespace O2X.Links.BlueZ.DBus;

internal sealed partial class MessageWriter
{
    public void WriteVariant(VariantValue value)
    {
        var signature = value.SignatureText;
        if (signature.Length == 0) throw new ArgumentException("A variant has no value.", nameof(value));
        WriteSignature(signature);
        WriteValue(value);
    }

    /// <summary>Writes a dictionary of properties: <c>a{sv}</c>.</summary>
    public void WriteDictionary(IEnumerable<KeyValuePair<string, VariantValue>> value)
    {
        var start = WriteDictionaryStart();
        foreach (var (key, each) in value)
        {
            WriteDictionaryEntryStart();
            WriteString(key);
            WriteVariant(each);
        }

        WriteDictionaryEnd(start);
    }

    /// <summary>Writes a value as its own type, without the variant around it.</summary>
    public void WriteValue(VariantValue value)
    {
        switch (value.Type)
        {
            case VariantValueType.Byte:
                WriteByte(value.GetByte());
                break;
            case VariantValueType.Bool:
                WriteBool(value.GetBool());
                break;
            case VariantValueType.Int16:
                WriteInt16(value.GetInt16());
                break;
            case VariantValueType.UInt16:
                WriteUInt16(value.GetUInt16());
                break;
            case VariantValueType.Int32:
                WriteInt32(value.GetInt32());
                break;
            case VariantValueType.UInt32:
                WriteUInt32(value.GetUInt32());
                break;
            case VariantValueType.UnixFd:
                WriteUInt32(value.GetUnixFdIndex());
                break;
            case VariantValueType.Int64:
                WriteInt64(value.GetInt64());
                break;
            case VariantValueType.UInt64:
                WriteUInt64(value.GetUInt64());
                break;
            case VariantValueType.Double:
                WriteDouble(value.GetDouble());
                break;
            case VariantValueType.String:
                WriteString(value.GetString());
                break;
            case VariantValueType.ObjectPath:
                WriteObjectPath(value.GetObjectPathAsString());
                break;
            case VariantValueType.Signature:
                WriteSignature(value.GetSignatureAsString());
                break;
            case VariantValueType.Variant:
                WriteVariant(value.GetVariantValue());
                break;
            default:
                WriteContainer(value);
                break;
        }
    }

    private void WriteContainer(VariantValue value)
    {
        var signature = value.SignatureText;
        switch (value.Type)
        {
            case VariantValueType.Array when value.TryGetBytes(out var bytes):
                WriteArray(bytes);
                break;
            case VariantValueType.Array:
                var array = WriteArrayStart((DBusType)signature[1]);
                for (var i = 0; i < value.Count; i++) WriteItem(signature[1], value.GetItem(i));
                WriteArrayEnd(array);
                break;
            case VariantValueType.Dictionary:
                var dictionary = WriteDictionaryStart();
                for (var i = 0; i < value.Count; i++)
                {
                    var (key, item) = value.GetDictionaryEntry(i);
                    WriteDictionaryEntryStart();
                    WriteValue(key);
                    WriteItem(signature[3], item);
                }

                WriteDictionaryEnd(dictionary);
                break;
            case VariantValueType.Struct:
                WriteStructureStart();
                WriteMembers(signature, value);
                break;
            default:
                throw new ArgumentException("There is no value.", nameof(value));
        }
    }

    private void WriteMembers(string signature, VariantValue value)
    {
        var at = 1;
        for (var i = 0; i < value.Count; i++)
        {
            var member = value.GetItem(i);
            WriteItem(signature[at], member);
            at += signature[at] == 'v' ? 1 : member.SignatureText.Length;
        }
    }

    // A place of type variant holds what is in the variant.
    private void WriteItem(char type, VariantValue value)
    {
        if (type == 'v') WriteVariant(value);
        else WriteValue(value);
    }
}
