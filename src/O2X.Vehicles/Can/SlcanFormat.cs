namespace O2X.Vehicles.Can;

/// <summary>
/// The text of serial CAN adapters (SLCAN), without its carriage return: <c>t580 8 FAFFCA13002D0000</c> without the blanks, <c>T</c>
/// with an id of 29 bits, <c>r</c> and <c>R</c> for remote frames; four digits after the frame are its time in milliseconds of the minute.
/// </summary>
/// <remarks>Works on UTF-8 text, allocates nothing and never throws on what it reads. <see cref="SlcanReader"/> finds the messages in a stream.</remarks>
public static class SlcanFormat
{
    /// <summary>The longest message: 29-bit id, 8 bytes, a time.</summary>
    public const int MaxMessageLength = 1 + 8 + 1 + 16 + TimeDigits;

    private const int TimeDigits = 4;
    private const int MillisecondsPerMinute = 60_000;

    /// <summary>Reads one message.</summary>
    /// <param name="text">The message, without its carriage return.</param>
    /// <param name="frame">The frame; meaningless unless the result is <see cref="CanTextFault.None"/>.</param>
    /// <param name="milliseconds">Its time, 0 to 59999; null when the adapter gives none.</param>
    public static CanTextFault TryParse(ReadOnlySpan<byte> text, out CanFrame frame, out int? milliseconds)
    {
        frame = default;
        milliseconds = null;
        if (text.IsEmpty) return CanTextFault.Skipped;
        var idDigits = text[0] switch { (byte)'t' or (byte)'r' => 3, (byte)'T' or (byte)'R' => 8, _ => 0 };
        if (idDigits == 0) return IsAnswer(text[0]) ? CanTextFault.Skipped : CanTextFault.Unsupported;
        if (text.Length < 2 + idDigits) return CanTextFault.Truncated;
        if (!HexText.TryReadNumber(text.Slice(1, idDigits), out var rawId)) return CanTextFault.NotHexadecimal;
        if (rawId > (idDigits == 8 ? CanFrame.ExtendedMask : CanFrame.StandardMask)) return CanTextFault.BadId;

        var length = HexText.Nibble(text[1 + idDigits]);
        if (length < 0) return CanTextFault.NotHexadecimal;
        if (length > CanFrame.MaxDataLength) return CanTextFault.TooLong;
        if (idDigits == 8) rawId |= CanFrame.ExtendedFlag;
        var isRemote = text[0] is (byte)'r' or (byte)'R';
        if (isRemote) rawId |= CanFrame.RemoteFlag;
        return ReadRest(text[(2 + idDigits)..], rawId, length, isRemote ? 0 : 2 * length, out frame, out milliseconds);
    }

    /// <summary>Writes one message, without its carriage return. An error frame cannot be written.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="milliseconds">Its time, 0 to 59999; null to give none.</param>
    /// <param name="destination">Takes the message; <see cref="MaxMessageLength"/> is always enough.</param>
    /// <param name="written">The length of the message; 0 when there was not enough room.</param>
    /// <returns>Whether there was enough room.</returns>
    /// <exception cref="ArgumentException">It is an error frame, which SLCAN has no message for.</exception>
    public static bool TryFormat(CanFrame frame, int? milliseconds, Span<byte> destination, out int written)
    {
        if (frame.IsError) throw new ArgumentException("SLCAN has no message for an error frame.", nameof(frame));
        var text = new LineWriter(destination);
        text.Write((frame.IsRemote, frame.IsExtended) switch
        {
            (false, false) => (byte)'t',
            (false, true) => (byte)'T',
            (true, false) => (byte)'r',
            (true, true) => (byte)'R',
        });
        text.WriteHex(frame.Id, frame.IsExtended ? 8 : 3);
        text.WriteHex((uint)frame.Length, 1);
        if (!frame.IsRemote) text.WriteData(frame, separator: null);
        if (milliseconds is { } time) text.WriteHex((uint)time, TimeDigits);
        return text.Complete(out written);
    }

    private static CanTextFault ReadRest(
        ReadOnlySpan<byte> text, uint rawId, int length, int digits, out CanFrame frame, out int? milliseconds)
    {
        frame = default;
        milliseconds = null;
        if (text.Length < digits) return CanTextFault.Truncated;
        var fault = CanText.ReadData(text[..digits], out var data);
        if (fault != CanTextFault.None) return fault;
        frame = CanFrame.FromRaw(rawId, length, data);

        var time = text[digits..];
        if (time.IsEmpty) return CanTextFault.None;
        if (time.Length != TimeDigits) return time.Length < TimeDigits ? CanTextFault.Truncated : CanTextFault.TooLong;
        if (!HexText.TryReadNumber(time, out var value)) return CanTextFault.NotHexadecimal;
        if (value >= MillisecondsPerMinute) return CanTextFault.BadTimestamp;
        milliseconds = (int)value;
        return CanTextFault.None;
    }

    // What adapters answer to commands: sent (z, Z), version (V, v), serial number (N), status (F).
    private static bool IsAnswer(byte first) => "zZVvNF"u8.Contains(first);
}
