using System.Buffers.Text;

namespace O2X.Vehicles.Can;

/// <summary>
/// PEAK's trace files, version 1.1: a header that says when it began, then lines such as
/// <c>     1)         0.5  Rx         0580  8  FA FF CA 13 00 2D 00 00</c> with the offset in milliseconds. Four digits are an id of 11
/// bits, eight one of 29 bits; <c>RTR</c> in place of the data is a remote frame; <c>Warng</c> and <c>Error</c> lines become error frames.
/// </summary>
/// <remarks>
/// Works on UTF-8 text, allocates nothing once it exists and never throws on what it reads. The header gives no time zone: its time is
/// taken for UTC. One object reads one file, on one thread at a time.
/// </remarks>
public sealed class TrcFormat
{
    // The classes of Linux's error frames (linux/can/error.h) that say the same; PEAK's details have no place there.
    private const uint ControllerProblem = CanFrame.ErrorFlag | 0x4;
    private const uint ProtocolViolation = CanFrame.ErrorFlag | 0x8;
    private const long TicksPerTenth = TimeSpan.TicksPerMillisecond / 10;
    private const int MaxOffsetDigits = 12;
    private static readonly long Epoch = new DateTime(1899, 12, 30).Ticks;

    /// <summary>When the trace began, UTC ticks; 1970 until a header line has said otherwise.</summary>
    public long Start { get; private set; } = DateTime.UnixEpoch.Ticks;

    /// <summary>Whether a line is the header of a file that this class can read.</summary>
    public static bool IsHeader(ReadOnlySpan<byte> line) => CanText.Trim(line).SequenceEqual(";$FILEVERSION=1.1"u8);

    /// <summary>Reads one line; <c>;$STARTTIME=</c> is remembered.</summary>
    /// <param name="line">The line; a line end and blanks around it do not matter.</param>
    /// <param name="entry">The frame and its time; meaningless unless the result is <see cref="CanTextFault.None"/>.</param>
    public CanTextFault TryParse(ReadOnlySpan<byte> line, out CanLogEntry entry)
    {
        entry = default;
        line = CanText.Trim(line);
        if (line.IsEmpty) return CanTextFault.Skipped;
        if (line[0] == ';') return ReadHeader(line);

        var number = CanText.NextWord(ref line);
        if (number[^1] != ')' || !char.IsAsciiDigit((char)number[0])) return CanTextFault.BadLayout;
        if (!TryReadOffset(CanText.NextWord(ref line), out var offset)) return CanTextFault.BadTimestamp;
        var fault = ReadFrame(line, out var frame);
        entry = new CanLogEntry(Start + offset, frame);
        return fault;
    }

    /// <summary>Writes one line, without a line end. Times are cut to tenths of a millisecond.</summary>
    /// <param name="entry">The frame and its time, not before <see cref="Start"/>.</param>
    /// <param name="number">The number of the line, from 1.</param>
    /// <param name="destination">Takes the line; 80 bytes are always enough.</param>
    /// <param name="written">The length of the line; 0 when there was not enough room.</param>
    /// <returns>Whether there was enough room.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is before <see cref="Start"/>, or the number is negative.</exception>
    public bool TryFormat(in CanLogEntry entry, long number, Span<byte> destination, out int written)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(entry.Timestamp, Start, nameof(entry));
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        var tenths = (entry.Timestamp - Start) / TicksPerTenth;
        var text = new LineWriter(destination);
        text.WriteDecimal(number, 6, (byte)' ');
        text.Write(") "u8);
        text.WriteDecimal(tenths / 10, 9, (byte)' ');
        text.Write((byte)'.');
        text.WriteDecimal(tenths % 10, 1);
        WriteFrame(ref text, entry.Frame);
        return text.Complete(out written);
    }

    private CanTextFault ReadHeader(ReadOnlySpan<byte> line)
    {
        var key = ";$STARTTIME="u8;
        if (!line.StartsWith(key)) return CanTextFault.Skipped;
        var text = line[key.Length..];
        if (!Utf8Parser.TryParse(text, out decimal days, out var used) || used != text.Length || days is < 0 or >= 1_000_000)
            return CanTextFault.BadTimestamp;
        Start = Epoch + (long)(days * TimeSpan.TicksPerDay);
        return CanTextFault.Skipped;
    }

    private static bool TryReadOffset(ReadOnlySpan<byte> text, out long ticks)
    {
        var milliseconds = CanText.ReadDecimal(ref text, MaxOffsetDigits, out var digits);
        ticks = milliseconds * TimeSpan.TicksPerMillisecond;
        if (digits == 0) return false;
        if (text.IsEmpty) return true;
        if (text[0] != '.') return false;
        text = text[1..];
        var fraction = CanText.ReadDecimal(ref text, 4, out digits);
        for (; digits < 4; digits++) fraction *= 10;
        ticks += fraction;
        return text.IsEmpty;
    }

    private static CanTextFault ReadFrame(ReadOnlySpan<byte> line, out CanFrame frame)
    {
        frame = default;
        var kind = CanText.NextWord(ref line);
        var id = CanText.NextWord(ref line);
        if (id.IsEmpty) return CanTextFault.Truncated;
        if (kind.SequenceEqual("Warng"u8)) return ErrorFrame(ControllerProblem, out frame);
        if (kind.SequenceEqual("Error"u8)) return ErrorFrame(ProtocolViolation, out frame);
        if (!kind.SequenceEqual("Rx"u8) && !kind.SequenceEqual("Tx"u8)) return CanTextFault.Unsupported;

        var fault = ReadId(id, out var rawId);
        if (fault != CanTextFault.None) return fault;
        var length = CanText.NextWord(ref line);
        if (length.IsEmpty) return CanTextFault.Truncated;
        var count = length.Length == 1 ? length[0] - '0' : CanFrame.MaxDataLength + 1;
        if (count < 0) return CanTextFault.BadLayout;
        if (count > CanFrame.MaxDataLength) return CanTextFault.TooLong;
        return ReadData(line, rawId, count, out frame);
    }

    private static CanTextFault ErrorFrame(uint rawId, out CanFrame frame)
    {
        frame = CanFrame.FromRaw(rawId, CanFrame.MaxDataLength, 0);
        return CanTextFault.None;
    }

    private static CanTextFault ReadId(ReadOnlySpan<byte> digits, out uint rawId)
    {
        rawId = 0;
        if (digits.Length is not (4 or 8)) return CanTextFault.BadId;
        if (!HexText.TryReadNumber(digits, out rawId)) return CanTextFault.NotHexadecimal;
        var extended = digits.Length == 8;
        if (rawId > (extended ? CanFrame.ExtendedMask : CanFrame.StandardMask)) return CanTextFault.BadId;
        if (extended) rawId |= CanFrame.ExtendedFlag;
        return CanTextFault.None;
    }

    private static CanTextFault ReadData(ReadOnlySpan<byte> line, uint rawId, int count, out CanFrame frame)
    {
        frame = default;
        var data = 0UL;
        line = CanText.Trim(line);
        if (line.SequenceEqual("RTR"u8))
        {
            frame = CanFrame.FromRaw(rawId | CanFrame.RemoteFlag, count, 0);
            return CanTextFault.None;
        }

        for (var i = 0; i < count; i++)
        {
            var word = CanText.NextWord(ref line);
            if (word.Length < 2) return word.IsEmpty || HexText.Nibble(word[0]) >= 0 ? CanTextFault.Truncated : CanTextFault.NotHexadecimal;
            if (word.Length > 2) return CanTextFault.BadLayout;
            if (!HexText.TryReadNumber(word, out var value)) return CanTextFault.NotHexadecimal;
            data |= (ulong)value << (8 * i);
        }

        frame = CanFrame.FromRaw(rawId, count, data);
        return line.IsEmpty ? CanTextFault.None : CanTextFault.TooLong;
    }

    private static void WriteFrame(ref LineWriter text, CanFrame frame)
    {
        if (frame.IsError)
        {
            text.Write((frame.RawId & ControllerProblem) == ControllerProblem ? "  Warng  FFFFFFFF  4  00 00 00 00"u8 : "  Error      0008  4  00 00 00 00"u8);
            return;
        }

        text.Write(frame.IsExtended ? "  Rx     "u8 : "  Rx         "u8);
        text.WriteHex(frame.Id, frame.IsExtended ? 8 : 4);
        text.Write("  "u8);
        text.WriteDecimal(frame.Length, 1);
        text.Write((byte)' ');
        if (frame.IsRemote) text.Write(" RTR"u8);
        else text.WriteData(frame, (byte)' ');
    }
}
