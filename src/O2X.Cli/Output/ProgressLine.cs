using System.Globalization;
using O2X.Links.Can.Log;

namespace O2X.Cli.Output;

/// <summary>
/// How far a replay is, on standard error while a person looks at it and the results go elsewhere; it wipes itself out at the end.
/// </summary>
internal sealed class ProgressLine : IAsyncDisposable
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(500);

    private readonly TextWriter _error;
    private readonly Func<LogStatistics> _look;
    private readonly ITimer? _beat;
    private int _length;

    private ProgressLine(Terminal terminal, Func<LogStatistics> look)
    {
        _error = terminal.Error;
        _look = look;
        if (terminal.ErrorIsTerminal && !terminal.OutputIsTerminal) _beat = terminal.Time.CreateTimer(_ => Draw(), null, _interval, _interval);
    }

    public static ProgressLine Start(Terminal terminal, Func<LogStatistics> look) => new(terminal, look);

    public async ValueTask DisposeAsync()
    {
        if (_beat is null) return;
        await _beat.DisposeAsync().ConfigureAwait(false);
        Write("");
    }

    private void Draw()
    {
        var log = _look();
        var share = log.TotalBytes == 0 ? 1 : (double)log.BytesRead / log.TotalBytes;
        Write(string.Create(CultureInfo.InvariantCulture, $"{share:P0}, {log.Frames:N0} frames"));
    }

    private void Write(string text)
    {
        _error.Write($"\r{text.PadRight(_length)}{(text.Length == 0 ? "\r" : "")}");
        _error.Flush();
        _length = text.Length;
    }
}
