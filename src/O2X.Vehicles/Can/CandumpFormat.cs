namespace O2X.Vehicles.Can;

/// <summary>
/// The log lines of can-utils' <c>candump -L</c>: <c>(1760001000.000000) can0 580#FAFFCA13002D0000</c>. Three digits are an id of 11
/// bits, eight one of 29 bits, or an error frame when bit 29 is set; <c>#R</c> and <c>#R5</c> are remote frames.
/// </summary>
/// <remarks>Works on UTF-8 text, allocates nothing and never throws on what it reads.</remarks>
public static class CandumpFormat
{
    /// <summary>The longest line that <see cref="TryFormat"/> writes for an interface name of 15 characters, Linux's longest.</summary>
    public const int MaxLineLength = 64;

    private const long TicksPerMicrosecond = TimeSpan.TicksPerMicrosecond;
    private const int MaxSecondsDigits = 11;
    private const int MaxFractionDigits = 9;

    /// <summary>Reads one line.</summary>
    /// <param name="line">The line; a line end and blanks around it do not matter.</param>
    /// <param name="entry">The frame and its time; meaningless unless the result is <see cref="CanTextFault.None"/>.</param>
    public static CanTextFault TryParse(ReadOnlySpan<byte> line, out CanLogEntry entry) =>
        CandumpLine.TryParse(line, out entry) ? CanTextFault.None : ParseAny(line, out entry);

    /// <summary>Reads a line of any shape.</summary>
    internal static CanTextFault ParseAny(ReadOnlySpan<byte> line, out CanLogEntry entry)
    {
        entry = default;
        line = CanText.Trim(line);
        if (line.IsEmpty || line[0] is (byte)'#' or (byte)';') return CanTextFault.Skipped;

        if (!TryReadTime(ref line, out var ticks)) return CanTextFault.BadTimestamp;
        var fault = SkipInterface(ref line);
        if (fault != CanTextFault.None) return fault;
        fault = ReadFrame(line, out var frame);
        entry = new CanLogEntry(ticks, frame);
        return fault;
    }

    /// <summary>Writes one line, without a line end. Times are cut to microseconds.</summary>
    /// <param name="entry">The frame and its time, not before 1970.</param>
    /// <param name="interfaceName">The interface, ASCII.</param>
    /// <param name="destination">Takes the line.</param>
    /// <param name="written">The length of the line; 0 when there was not enough room.</param>
    /// <returns>Whether there was enough room.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is before 1970.</exception>
    public static bool TryFormat(in CanLogEntry entry, ReadOnlySpan<byte> interfaceName, Span<byte> destination, out int written)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(entry.Timestamp, DateTime.UnixEpoch.Ticks, nameof(entry));
        var microseconds = (entry.Timestamp - DateTime.UnixEpoch.Ticks) / TicksPerMicrosecond;
        var text = new LineWriter(destination);
        text.Write((byte)'(');
        text.WriteDecimal(microseconds / 1_000_000, 10);
        text.Write((byte)'.');
        text.WriteDecimal(microseconds % 1_000_000, 6);
        text.Write(") "u8);
        text.Write(interfaceName);
        text.Write((byte)' ');
        WriteFrame(ref text, entry.Frame);
        return text.Complete(out written);
    }

    private static bool TryReadTime(ref ReadOnlySpan<byte> line, out long ticks)
    {
        ticks = 0;
        if (line[0] != '(') return false;
        line = line[1..];
        var seconds = CanText.ReadDecimal(ref line, MaxSecondsDigits, out var digits);
        if (digits == 0 || line.IsEmpty || line[0] != '.') return false;
        line = line[1..];
        var fraction = CanText.ReadDecimal(ref line, MaxFractionDigits, out digits);
        if (digits == 0 || line.IsEmpty || line[0] != ')') return false;
        line = line[1..];
        for (; digits < 7; digits++) fraction *= 10;
        for (; digits > 7; digits--) fraction /= 10;
        ticks = DateTime.UnixEpoch.Ticks + seconds * TimeSpan.TicksPerSecond + fraction;
        return true;
    }

    private static CanTextFault SkipInterface(ref ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty) return CanTextFault.Truncated;
        if (line[0] != ' ') return CanTextFault.BadLayout;
        var name = CanText.NextWord(ref line);
        line = CanText.SkipBlanks(line);
        if (!line.IsEmpty) return CanTextFault.None;
        return name.Contains((byte)'#') ? CanTextFault.BadLayout : CanTextFault.Truncated;
    }

    private static CanTextFault ReadFrame(ReadOnlySpan<byte> text, out CanFrame frame)
    {
        frame = default;
        var mark = text.IndexOf((byte)'#');
        if (mark < 0) return CanTextFault.Truncated;
        var fault = ReadId(text[..mark], out var rawId);
        if (fault != CanTextFault.None) return fault;

        text = text[(mark + 1)..];
        if (text.StartsWith((byte)'#')) return CanTextFault.Unsupported;
        text = WithoutDirection(text);
        if (text.StartsWith((byte)'R')) return ReadRemote(text[1..], rawId, out frame);
        fault = CanText.ReadData(text, out var data);
        if (fault != CanTextFault.None) return text.Contains((byte)':') ? CanTextFault.Unsupported : fault;
        frame = CanFrame.FromRaw(rawId, text.Length / 2, data);
        return CanTextFault.None;
    }

    private static CanTextFault ReadId(ReadOnlySpan<byte> digits, out uint rawId)
    {
        rawId = 0;
        if (digits.Length is not (3 or 8)) return CanTextFault.BadId;
        if (!HexText.TryReadNumber(digits, out rawId)) return CanTextFault.NotHexadecimal;
        if (digits.Length == 3) return rawId <= CanFrame.StandardMask ? CanTextFault.None : CanTextFault.BadId;
        if (rawId > (CanFrame.ErrorFlag | CanFrame.ExtendedMask)) return CanTextFault.BadId;
        if ((rawId & CanFrame.ErrorFlag) == 0) rawId |= CanFrame.ExtendedFlag;
        return CanTextFault.None;
    }

    private static CanTextFault ReadRemote(ReadOnlySpan<byte> length, uint rawId, out CanFrame frame)
    {
        frame = default;
        if (length.Length > 1) return CanTextFault.TooLong;
        var value = length.IsEmpty ? 0 : HexText.Nibble(length[0]);
        if (value < 0) return CanTextFault.NotHexadecimal;
        if (value > CanFrame.MaxDataLength) return CanTextFault.TooLong;
        frame = CanFrame.FromRaw(rawId | CanFrame.RemoteFlag, value, 0);
        return CanTextFault.None;
    }

    // candump -x writes after the frame whether it was received or sent.
    private static ReadOnlySpan<byte> WithoutDirection(ReadOnlySpan<byte> text) =>
        text.Length >= 2 && text[^2] == ' ' && text[^1] is (byte)'R' or (byte)'T' ? text[..^2].TrimEnd((byte)' ') : text;

    private static void WriteFrame(ref LineWriter text, CanFrame frame)
    {
        if (frame.IsError) text.WriteHex(frame.RawId & (CanFrame.ErrorFlag | CanFrame.ExtendedMask), 8);
        else text.WriteHex(frame.Id, frame.IsExtended ? 8 : 3);
        text.Write((byte)'#');
        if (!frame.IsRemote)
        {
            text.WriteData(frame, separator: null);
            return;
        }

        text.Write((byte)'R');
        if (frame.Length > 0) text.WriteHex((uint)frame.Length, 1);
    }
}
