using System.Buffers.Binary;
using System.Numerics;

namespace O2X.Vehicles.Can;

/// <summary>
/// The line that candump nearly always writes, read several characters at a time: ten digits of seconds and six of microseconds, an
/// interface of up to seven characters, an id of three digits and whole bytes. Whatever differs is left to <see cref="CandumpFormat"/>,
/// which also knows what is wrong with it.
/// </summary>
internal static class CandumpLine
{
    private const int SecondsAt = 1;
    private const int PointAt = 11;
    private const int BracketAt = 18;
    private const int InterfaceAt = 20;

    // What is read of the interface reaches as far; no line with an id and a name is shorter than this by more than two characters.
    private const int ShortestLength = InterfaceAt + sizeof(ulong);

    private const ulong Ones = 0x0101_0101_0101_0101;
    private const ulong HighBits = 0x80 * Ones;

    /// <summary>Reads a line, if it has this shape and nothing is wrong with it.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out CanLogEntry entry)
    {
        entry = default;
        if (line.Length < ShortestLength || line[0] != '(' || line[PointAt] != '.' || line[BracketAt] != ')' || line[BracketAt + 1] != ' ') return false;
        if (!TryReadTime(line, out var ticks)) return false;

        var idAt = InterfaceAt + InterfaceLength(line) + 1;
        if (idAt <= InterfaceAt + 1 || idAt + 3 >= line.Length || line[idAt + 3] != '#') return false;
        var id = HexText.Nibble(line[idAt]) << 8 | HexText.Nibble(line[idAt + 1]) << 4 | HexText.Nibble(line[idAt + 2]);
        if ((uint)id > CanFrame.StandardMask) return false;

        var digits = line[(idAt + 4)..];
        if (digits.Length > 2 * CanFrame.MaxDataLength || (digits.Length & 1) != 0 || !HexText.TryReadBytes(digits, out var data)) return false;
        entry = new CanLogEntry(ticks, CanFrame.FromRaw((uint)id, digits.Length / 2, data));
        return true;
    }

    private static bool TryReadTime(ReadOnlySpan<byte> line, out long ticks)
    {
        var last = BinaryPrimitives.ReadUInt16LittleEndian(line[(SecondsAt + 8)..]);
        var fraction = BinaryPrimitives.ReadUInt64LittleEndian(line[PointAt..]);

        // The last two digits of the seconds take the places of the bracket and the point, so that two times eight digits are read.
        var ok = TryReadEight(BinaryPrimitives.ReadUInt64LittleEndian(line[SecondsAt..]), out var hundreds)
            & TryReadEight(fraction << 8 & ~0xFFFFUL | last, out var rest);
        ticks = DateTime.UnixEpoch.Ticks + (hundreds * 100_000_000L + rest) * TimeSpan.TicksPerMicrosecond;
        return ok;
    }

    // Up to the blank; -1 when there is none among the first eight characters.
    private static int InterfaceLength(ReadOnlySpan<byte> line)
    {
        var text = BinaryPrimitives.ReadUInt64LittleEndian(line[InterfaceAt..]) ^ ' ' * Ones;
        var blanks = text - Ones & ~text & HighBits;
        return blanks == 0 ? -1 : BitOperations.TrailingZeroCount(blanks) / 8;
    }

    // The first digit is in the lowest byte. Neighbours are put together: digits to pairs, pairs to fours, those to eight.
    private static bool TryReadEight(ulong text, out uint value)
    {
        var digits = text ^ '0' * Ones;
        var pairs = digits * 10 + (digits >> 8);
        value = (uint)(((pairs & 0x0000_00FF_0000_00FF) * (100 + (1_000_000UL << 32))
            + (pairs >> 16 & 0x0000_00FF_0000_00FF) * (1 + (10_000UL << 32))) >> 32);
        return ((digits + 0x76 * Ones | digits) & HighBits) == 0;
    }
}
