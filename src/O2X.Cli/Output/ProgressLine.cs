using System.Globalization;
using O2X.Links.Can.Log;

namespace O2X.Cli.Output;

/// <summary>
/// How far a replay or a recording is, on standard error while a person looks at it and the results go elsewhere; it wipes itself out at
/// the end.
/// </summary>
internal sealed class ProgressLine : IAsyncDisposable
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly TextWriter _error;
    private readonly Func<string> _look;
    private readonly ITimer? _beat;
    private int _length;

    private ProgressLine(Terminal terminal, Func<string> look, bool isAlone)
    {
        _error = terminal.Error;
        _look = look;
        if (terminal.ErrorIsTerminal && isAlone) _beat = terminal.Time.CreateTimer(_ => Draw(), null, _interval, _interval);
    }

    /// <summary>Shows how far a replay is, whose results are on standard output.</summary>
    public static ProgressLine Start(Terminal terminal, Func<LogStatistics> look) =>
        Start(terminal, () => Share(look()), terminal.OutputIsTerminal);

    /// <summary>Shows how far something is.</summary>
    /// <param name="terminal">Where.</param>
    /// <param name="look">How far it is.</param>
    /// <param name="sharesTerminal">Whether results are shown in the same place: then there is no room for it.</param>
    public static ProgressLine Start(Terminal terminal, Func<string> look, bool sharesTerminal) => new(terminal, look, !sharesTerminal);

    /// <summary>Writes a line that stays.</summary>
    public void Say(string line)
    {
        lock (_gate)
        {
            if (_length > 0) Write("");
            _error.WriteLine(line);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_beat is null) return;
        await _beat.DisposeAsync().ConfigureAwait(false);
        Write("");
    }

    private void Draw()
    {
        lock (_gate) Write(_look());
    }

    private static string Share(LogStatistics log)
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
