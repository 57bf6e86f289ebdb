using System.Buffers.Binary;

namespace O2X.Vehicles.Can;

/// <summary>Hexadecimal and decimal digits, eight at a time: a number of eight bytes takes each step for all its digits at once.</summary>
internal static class HexText
{
    private const ulong Ones = 0x0101_0101_0101_0101;

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
        Span<byte> padded = stackalloc byte[16];
        if (digits.Length < 16)
        {
            padded.Fill((byte)'0');
            digits.CopyTo(padded);
            digits = padded;
        }

        var ok = TryReadFour(BinaryPrimitives.ReadUInt64LittleEndian(digits), out var low)
            & TryReadFour(BinaryPrimitives.ReadUInt64LittleEndian(digits[8..]), out var high);
        value = (ulong)high << 32 | low;
        return ok;
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

    private static bool TryReadFour(ulong digits, out uint value)
    {
        // 'A'–'F' and 'a'–'f' have bit 6 and a low half of 1–6; '0'–'9' have not. What this makes of a character that is no digit does
        // not matter: the digits are written again from their values and compared with what came, case aside.
        var letters = digits >> 6 & Ones;
        var nibbles = (digits & 0x0F * Ones) + 9 * letters;
        var isLetter = (nibbles + 6 * Ones) >> 4 & Ones;
        var again = nibbles + 0x30 * Ones + 39 * isLetter;
        var folded = digits | 0x20 * letters;
        var pairs = nibbles << 4 | nibbles >> 8;
        value = Gather(pairs);
        return ((again ^ folded) | (nibbles & 0xF0 * Ones)) == 0;
    }

    // The bytes 0, 2, 4, 6 side by side.
    private static uint Gather(ulong pairs)
    {
        pairs &= 0x00FF_00FF_00FF_00FF;
        pairs = (pairs | pairs >> 8) & 0x0000_FFFF_0000_FFFF;
        return (uint)(pairs | pairs >> 16);
    }
}
