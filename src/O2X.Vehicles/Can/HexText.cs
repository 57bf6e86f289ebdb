using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace O2X.Vehicles.Can;

/// <summary>Hexadecimal digits; those of a whole frame are read at once.</summary>
internal static class HexText
{
    private const ulong Zeros = '0' * 0x0101_0101_0101_0101UL;

    /// <summary>Reads up to 8 hexadecimal digits as a number.</summary>
    public static bool TryReadNumber(ReadOnlySpan<byte> digits, out uint value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            var nibble = Nibble(digit);
            if (nibble < 0) return false;
            value = value << 4 | (uint)nibble;
        }

        return true;
    }

    /// <summary>Reads pairs of hexadecimal digits as bytes, the first one lowest.</summary>
    /// <param name="digits">An even number, at most 16.</param>
    /// <param name="value">The bytes; those past the digits are 0.</param>
    public static bool TryReadBytes(scoped ReadOnlySpan<byte> digits, out ulong value)
    {
        var text = Padded(digits);
        var numbers = text - Vector128.Create((byte)'0');
        var letters = (text | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a');
        var isNumber = Vector128.LessThan(numbers, Vector128.Create((byte)10));
        var isLetter = Vector128.LessThan(letters, Vector128.Create((byte)6));
        var nibbles = Vector128.ConditionalSelect(isNumber, numbers, letters + Vector128.Create((byte)10)).AsUInt16();
        var bytes = (nibbles << 4 | nibbles >> 8) & Vector128.Create((ushort)0xFF);
        value = Vector128.Narrow(bytes, bytes).AsUInt64().ToScalar();
        return (isNumber | isLetter) == Vector128<byte>.AllBitsSet;
    }

    /// <summary>Writes a number as hexadecimal digits, upper case.</summary>
    public static void WriteNumber(uint value, Span<byte> digits)
    {
        for (var i = digits.Length - 1; i >= 0; i--, value >>= 4) digits[i] = "0123456789ABCDEF"u8[(int)(value & 0xF)];
    }

    /// <summary>The value of a hexadecimal digit; -1 when it is none.</summary>
    public static int Nibble(byte digit)
    {
        var number = digit - '0';
        if ((uint)number <= 9) return number;
        var letter = (digit | 0x20) - 'a';
        return (uint)letter <= 5 ? letter + 10 : -1;
    }

    // With zeros behind.
    private static Vector128<byte> Padded(scoped ReadOnlySpan<byte> digits)
    {
        if (digits.Length == 16) return Vector128.Create(digits);
        ulong low = Zeros, high = Zeros;
        if (digits.Length > 8)
        {
            low = BinaryPrimitives.ReadUInt64LittleEndian(digits);
            high = BinaryPrimitives.ReadUInt64LittleEndian(digits[^8..]) >> 8 * (16 - digits.Length) | Zeros << 8 * (digits.Length - 8);
        }
        else
        {
            for (var i = digits.Length - 1; i >= 0; i--) low = low << 8 | digits[i];
        }

        return Vector128.Create(low, high).AsByte();
    }
}
