namespace O2X.Vehicles.Can;

/// <summary>What the text formats have in common when reading.</summary>
internal static class CanText
{
    /// <summary>Takes blanks and line ends off both ends.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> line)
    {
        while (!line.IsEmpty && line[^1] <= ' ') line = line[..^1];
        while (!line.IsEmpty && line[0] <= ' ') line = line[1..];
        return line;
    }

    /// <summary>Takes blanks off the front.</summary>
    public static ReadOnlySpan<byte> SkipBlanks(ReadOnlySpan<byte> line)
    {
        var i = 0;
        while (i < line.Length && line[i] == ' ') i++;
        return line[i..];
    }

    /// <summary>Takes the next word off the front; empty at the end of the line.</summary>
    public static ReadOnlySpan<byte> NextWord(ref ReadOnlySpan<byte> line)
    {
        var word = SkipBlanks(line);
        var end = 0;
        while (end < word.Length && word[end] != ' ') end++;
        line = word[end..];
        return word[..end];
    }

    /// <summary>Takes decimal digits off the front, at most so many; <paramref name="count"/> tells how many there were.</summary>
    public static long ReadDecimal(ref ReadOnlySpan<byte> text, int maxDigits, out int count)
    {
        var digits = text[..Math.Min(maxDigits, text.Length)];
        var value = 0L;
        count = 0;
        foreach (var character in digits)
        {
            var digit = (uint)(character - '0');
            if (digit > 9) break;
            value = value * 10 + digit;
            count++;
        }

        text = text[count..];
        return value;
    }

    /// <summary>Reads data bytes that stand side by side.</summary>
    public static CanTextFault ReadData(ReadOnlySpan<byte> digits, out ulong data)
    {
        data = 0;
        if (digits.Length > 2 * CanFrame.MaxDataLength) return CanTextFault.TooLong;
        if ((digits.Length & 1) != 0)
            return HexText.TryReadBytes(digits[..^1], out _) && HexText.Nibble(digits[^1]) >= 0 ? CanTextFault.Truncated : CanTextFault.NotHexadecimal;
        return HexText.TryReadBytes(digits, out data) ? CanTextFault.None : CanTextFault.NotHexadecimal;
    }
}
