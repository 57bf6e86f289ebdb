namespace O2X.Vehicles.Can;

/// <summary>Writes text into a span and remembers when it did not fit.</summary>
internal ref struct LineWriter(Span<byte> destination)
{
    private readonly Span<byte> _destination = destination;
    private int _length;
    private bool _overflow;

    public void Write(byte character)
    {
        if (Take(1, out var place)) place[0] = character;
    }

    public void Write(ReadOnlySpan<byte> text)
    {
        if (Take(text.Length, out var place)) text.CopyTo(place);
    }

    public void WriteHex(uint value, int digits)
    {
        if (Take(digits, out var place)) HexText.WriteNumber(value, place);
    }

    /// <summary>Writes a number that is not negative, filled up on the left to so many digits.</summary>
    public void WriteDecimal(long value, int digits, byte fill = (byte)'0')
    {
        var needed = 1;
        for (var rest = value; rest >= 10; rest /= 10) needed++;
        if (!Take(Math.Max(needed, digits), out var place)) return;
        place.Fill(fill);
        for (var i = place.Length - 1; needed > 0; i--, needed--, value /= 10) place[i] = (byte)('0' + value % 10);
    }

    /// <summary>Writes a frame's data bytes, each with a separator before it if there is one.</summary>
    public void WriteData(CanFrame frame, byte? separator)
    {
        var bits = frame.Bits;
        for (var i = 0; i < frame.Length; i++, bits >>= 8)
        {
            if (separator is { } mark) Write(mark);
            WriteHex((uint)(bits & 0xFF), 2);
        }
    }

    public readonly bool Complete(out int written)
    {
        written = _overflow ? 0 : _length;
        return !_overflow;
    }

    private bool Take(int length, out Span<byte> place)
    {
        place = default;
        _overflow |= length > _destination.Length - _length;
        if (_overflow) return false;
        place = _destination.Slice(_length, length);
        _length += length;
        return true;
    }
}
