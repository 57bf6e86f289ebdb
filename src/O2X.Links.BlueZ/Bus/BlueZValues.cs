using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Bus;

/// <summary>Values of properties in the types that they should have; null for one that has another, since what BlueZ tells may come from the air.</summary>
internal static class BlueZValues
{
    public static string? AsText(this VariantValue value) => value.TryGetString(out var text) || value.TryGetObjectPath(out text) ? text : null;

    public static bool? AsBool(this VariantValue value) => value.TryGetBool(out var yes) ? yes : null;

    public static short? AsInt16(this VariantValue value) => value.TryGetInt16(out var number) ? number : null;

    public static byte[]? AsBytes(this VariantValue value) => value.TryGetBytes(out var bytes) ? bytes : null;

    public static string[] AsTexts(this VariantValue value) => value.TryGetStrings(out var texts) ? texts : [];

    /// <summary>The entries of a dictionary from numbers to bytes: manufacturer data.</summary>
    public static IEnumerable<(ushort Number, byte[] Bytes)> AsBytesByNumber(this VariantValue value)
    {
        if (value.Type != VariantValueType.Dictionary) yield break;
        for (var i = 0; i < value.Count; i++)
        {
            var (key, content) = value.GetDictionaryEntry(i);
            if (key.TryGetUInt16(out var number) && content.TryGetBytes(out var bytes)) yield return (number, bytes);
        }
    }
}
