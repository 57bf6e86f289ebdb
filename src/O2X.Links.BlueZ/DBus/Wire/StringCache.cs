using System.Buffers.Binary;
using System.Text;

namespace O2X.Links.BlueZ.DBus;

/// <summary>
/// Strings that came before, so that the paths and names that come with every signal are not made anew each time. Any thread may
/// use it: at worst two threads make the same string.
/// </summary>
internal sealed class StringCache
{
    private const int Slots = 512;
    private const int LongestKept = 160;

    private readonly string?[] _strings = new string?[Slots];

    /// <summary>The string of these bytes, which are UTF-8 without a NUL; null when they are not.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) && !bytes.Contains((byte)0) ? Encoding.UTF8.GetString(bytes) : null;

    /// <inheritdoc cref="Decode"/>
    public string? Get(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return "";
        if (bytes.Length > LongestKept) return Decode(bytes);
        ref var slot = ref _strings[SlotOf(bytes)];
        var known = slot;
        if (known is not null && known.Length == bytes.Length && Ascii.Equals(bytes, known)) return known;
        return Decode(bytes) is { } made ? slot = made : null;
    }

    // Paths of one device differ at their ends, those of two devices in the middle; a clash costs no more than a new string.
    private static int SlotOf(ReadOnlySpan<byte> bytes)
    {
        var hash = Word(bytes) ^ (ulong)bytes.Length;
        hash = (hash * 0x9E37_79B9_7F4A_7C15) ^ Word(bytes[(bytes.Length / 2)..]);
        hash = (hash * 0x9E37_79B9_7F4A_7C15) ^ Word(bytes[Math.Max(0, bytes.Length - sizeof(ulong))..]);
        return (int)((hash * 0x9E37_79B9_7F4A_7C15) >> 55);
    }

    private static ulong Word(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= sizeof(ulong)) return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var word = 0UL;
        foreach (var each in bytes) word = (word << 8) | each;
        return word;
    }
}
