using System.Globalization;

namespace O2X.VirtualAir;

/// <summary>
/// A device's address. Written without its type, it is a random one if its two highest bits are those of a static or a resolvable
/// random address, and a public one otherwise.
/// </summary>
internal readonly record struct BluetoothAddress(ulong Value, bool IsRandom)
{
    /// <summary>The length of an address on the wire with the type before it, in bytes.</summary>
    public const int Length = 7;

    public static BluetoothAddress Parse(string text)
    {
        var digits = text.Replace(":", "", StringComparison.Ordinal);
        if (digits.Length != 12) throw new FormatException($"{text} is no Bluetooth address.");
        var value = ulong.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new BluetoothAddress(value, value >> 46 is 1 or 3);
    }

    /// <summary>Reads type and address, lowest byte first.</summary>
    public static BluetoothAddress Read(ReadOnlySpan<byte> from) => new(ReadValue(from[1..]), from[0] is 1 or 3);

    /// <summary>Reads the address alone, lowest byte first.</summary>
    public static ulong ReadValue(ReadOnlySpan<byte> from)
    {
        var value = 0UL;
        for (var i = 5; i >= 0; i--) value = (value << 8) | from[i];
        return value;
    }

    /// <summary>Type and address as on the wire.</summary>
    public byte[] ToBytes() => [(byte)(IsRandom ? 1 : 0), .. BitConverter.GetBytes(Value).AsSpan(0, 6)];

    public override string ToString()
    {
        var value = Value;
        return string.Join(':', Enumerable.Range(0, 6).Select(i => $"{(byte)(value >> (40 - (8 * i))):X2}"));
    }
}
