using System.Text;

namespace O2X.Links.BlueZ.DBus;

/// <summary>
/// One value of any type. A dictionary holds its entries in the order in which they came, keys and values in turn. Where a container
/// says variant, it holds what is in the variant.
/// </summary>
internal readonly partial struct VariantValue : IEquatable<VariantValue>
{
    private readonly object? _object;
    private readonly ulong _bits;

    private VariantValue(VariantValueType type, ulong bits, object? content = null)
    {
        Type = type;
        _bits = bits;
        _object = content;
    }

    /// <summary>What it is; invalid for the default value.</summary>
    public VariantValueType Type { get; }

    /// <summary>Its complete type; empty for the default value.</summary>
    public string SignatureText => Type switch
    {
        VariantValueType.Byte => "y",
        VariantValueType.Bool => "b",
        VariantValueType.Int16 => "n",
        VariantValueType.UInt16 => "q",
        VariantValueType.Int32 => "i",
        VariantValueType.UInt32 => "u",
        VariantValueType.Int64 => "x",
        VariantValueType.UInt64 => "t",
        VariantValueType.Double => "d",
        VariantValueType.String => "s",
        VariantValueType.ObjectPath => "o",
        VariantValueType.Signature => "g",
        VariantValueType.Variant => "v",
        VariantValueType.UnixFd => "h",
        VariantValueType.Array when _object is byte[] => "ay",
        VariantValueType.Array or VariantValueType.Struct or VariantValueType.Dictionary => ((Items)_object!).Signature,
        _ => "",
    };

    public static bool operator ==(VariantValue left, VariantValue right) => left.Equals(right);

    public static bool operator !=(VariantValue left, VariantValue right) => !left.Equals(right);

    /// <summary>Makes a container of items that were judged: those of an array have its type, those of a dictionary come in pairs.</summary>
    internal static VariantValue Of(VariantValueType type, string signature, VariantValue[] items) =>
        new(type, 0, new Items(signature, items));

    public bool Equals(VariantValue other)
    {
        if (Type != other.Type || _bits != other._bits) return false;
        return (_object, other._object) switch
        {
            (string mine, string others) => mine == others,
            (byte[] mine, byte[] others) => mine.AsSpan().SequenceEqual(others),
            (Items mine, Items others) => mine.Signature == others.Signature && mine.Values.AsSpan().SequenceEqual(others.Values),
            _ => _object is null && other._object is null,
        };
    }

    public override bool Equals(object? obj) => obj is VariantValue other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Type, _bits, _object switch
    {
        string text => text.GetHashCode(StringComparison.Ordinal),
        byte[] bytes => bytes.Length,
        Items items => items.Values.Length,
        _ => 0,
    });

    public override string ToString()
    {
        var text = new StringBuilder();
        Append(text);
        return text.ToString();
    }

    private void Append(StringBuilder text)
    {
        switch (_object)
        {
            case string value:
                text.Append('"').Append(value).Append('"');
                break;
            case byte[] bytes:
                text.Append(Convert.ToHexString(bytes));
                break;
            case Items items:
                text.Append(items.Signature).Append('[');
                foreach (var item in items.Values)
                {
                    item.Append(text);
                    text.Append(' ');
                }

                text.Append(']');
                break;
            default:
                text.Append(Type == VariantValueType.Double ? BitConverter.UInt64BitsToDouble(_bits) : (long)_bits);
                break;
        }
    }

    private sealed class Items(string signature, VariantValue[] values)
    {
        public string Signature => signature;

        public VariantValue[] Values => values;
    }
}
