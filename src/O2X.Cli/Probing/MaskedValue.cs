using System.Text;
using O2X.Vehicles;

namespace O2X.Cli.Probing;

/// <summary>A value of an unknown device, fit for a bug report: what looks like a VIN is masked as VINs are, in hex as well as in text.</summary>
internal sealed class MaskedValue
{
    private const char Mask = '*';
    private const int Head = 3;
    private const int Tail = 4;

    private readonly byte[] _bytes;
    private readonly bool[] _masked;

    public MaskedValue(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes.ToArray();
        _masked = new bool[bytes.Length];
        for (var begin = 0; begin < bytes.Length;)
        {
            var length = RunAt(begin);
            // Whatever stands before or behind a VIN without a gap may be a part of it.
            if (length >= Vin.Length) _masked.AsSpan(begin + Head, length - Head - Tail).Fill(true);
            begin += Math.Max(1, length);
        }
    }

    /// <summary>The bytes in hexadecimal, <c>**</c> for those that are masked.</summary>
    public string Hex => string.Join(' ', _bytes.Select((value, i) => _masked[i] ? "**" : value.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>The text that the bytes are; null when they are none.</summary>
    public string? Text
    {
        get
        {
            // Texts of devices may end with zeros.
            var length = _bytes.AsSpan().TrimEnd((byte)0).Length;
            if (length == 0) return null;
            var text = new StringBuilder(length);
            for (var i = 0; i < length; i++)
            {
                if (_bytes[i] is < 0x20 or > 0x7E) return null;
                text.Append(_masked[i] ? Mask : (char)_bytes[i]);
            }

            return text.ToString();
        }
    }

    /// <summary>A text with what looks like a VIN masked.</summary>
    public static string Of(string text) => text.All(char.IsAscii) ? new MaskedValue(Encoding.ASCII.GetBytes(text)).Text ?? "" : text;

    private int RunAt(int begin)
    {
        var end = begin;
        while (end < _bytes.Length && char.IsAsciiLetterOrDigit((char)_bytes[end])) end++;
        return end - begin;
    }
}
