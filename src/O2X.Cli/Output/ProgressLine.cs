using System.Globalization;
using O2X.Links.Can.Log;

namespace O2X.Cli.Output;

/// <summary>
/// How far something is, on standard error while a person looks at it; it wipes itself out at the end.
/// </summary>
internal sealed class ProgressLine : IAsyncDisposable
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(500);

    private readonly TextWriter _error;
    private readonly Func<string> _look;
    private readonly ITimer? _beat;
    private int _length;

    private ProgressLine(Terminal terminal, Func<string> look, bool isShown)
    {
        _error = terminal.Error;
        _look = look;
        if (isShown) _beat = terminal.Time.CreateTimer(_ => Write(_look()), null, _interval, _interval);
    }

    /// <summary>Shows how far a replay is, while its results go elsewhere.</summary>
    public static ProgressLine Start(Terminal terminal, Func<LogStatistics> look) =>
        new(terminal, () => TextOf(look()), terminal.ErrorIsTerminal && !terminal.OutputIsTerminal);

    /// <summary>Shows how far something is that has no results before its end.</summary>
    public static ProgressLine Start(Terminal terminal, Func<string> look) => new(terminal, look, terminal.ErrorIsTerminal);

    public async ValueTask DisposeAsync()
    {
        if (_beat is null) return;
        await _beat.DisposeAsync().ConfigureAwait(false);
        Write("");
    }

    private static string TextOf(LogStatistics log)
    {
        var share = log.TotalBytes == 0 ? 1 : (double)log.BytesRead / log.TotalBytes;
        return string.Create(CultureInfo.InvariantCulture, $"{share:P0}, {log.Frames:N0} frames");
    }

    private void Write(string text)
    {
        _error.Write($"\r{text.PadRight(_length)}{(text.Length == 0 ? "\r" : "")}");
        _error.Flush();
        _length = text.Length;
    }
}
