using System.Buffers;
using System.Globalization;
using System.Text;

namespace O2X.Gateway.Api.Export;

/// <summary>Writes lines of comma-separated values (RFC 4180) in UTF-8; what is not known is empty.</summary>
internal sealed class CsvLine(IBufferWriter<byte> output)
{
    private const string MomentFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private bool _isFirst = true;

    public void Number<TNumber>(TNumber? number)
        where TNumber : struct, IUtf8SpanFormattable
    {
        Separate();
        if (number is not { } value) return;
        var room = output.GetSpan(32);
        value.TryFormat(room, out var length, default, CultureInfo.InvariantCulture);
        output.Advance(length);
    }

    public void Number(long number) => Number<long>(number);

    public void Moment(DateTimeOffset? moment)
    {
        Separate();
        if (moment is not { } value) return;
        value.UtcDateTime.TryFormat(output.GetSpan(32), out var length, MomentFormat, CultureInfo.InvariantCulture);
        output.Advance(length);
    }

    public void Text(string text)
    {
        Separate();
        if (text.AsSpan().IndexOfAny(",\"\r\n") >= 0) text = $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        Encoding.UTF8.GetBytes(text, output);
    }

    /// <summary>Ends the line.</summary>
    public void End()
    {
        output.Write("\r\n"u8);
        _isFirst = true;
    }

    private void Separate()
    {
        if (!_isFirst) output.Write(","u8);
        _isFirst = false;
    }
}
