using O2X.Cli.Output;
using Spectre.Console;

namespace O2X.Cli.Scanning;

/// <summary>The live table in a terminal: drawn twice a second, because ages grow also while nothing is heard.</summary>
internal sealed class ScanView : IScanOutput
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(500);

    private readonly Profile _profile;
    private readonly Screen _screen;
    private readonly ScanRenderer _renderer;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _end;
    private readonly Task _drawing;

    /// <summary>Begins to draw.</summary>
    /// <param name="terminal">Where. Its wish to end gives the screen back at once.</param>
    /// <param name="title">What is scanned.</param>
    /// <param name="table">What was heard.</param>
    /// <param name="clock">The clock that sightings are stamped with.</param>
    public ScanView(Terminal terminal, string title, ScanTable table, TimeProvider clock)
    {
        _profile = terminal.Console().Profile;
        _screen = new Screen(terminal.Output);
        _time = terminal.Time;
        _renderer = new ScanRenderer(new LineCanvas(_profile.Capabilities), _profile.Capabilities.Unicode, title, table, clock);
        _end = CancellationTokenSource.CreateLinkedTokenSource(terminal.Stop);
        _drawing = DrawUntilEnd();
    }

    public void Heard(HeardDevice? before, HeardDevice now)
    {
        // The table has it, and is drawn in its turn.
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _drawing.ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task DrawUntilEnd()
    {
        using (_screen)
        {
            using var beat = new PeriodicTimer(_interval, _time);
            try
            {
                do _screen.Show(Draw());
                while (await beat.WaitForNextTickAsync(_end.Token).ConfigureAwait(false));
            }
            catch (OperationCanceledException)
            {
                _screen.Close(Draw());
            }
        }
    }

    // The terminal may have got another size since the last time.
    private IReadOnlyList<string> Draw() => _renderer.Draw(_profile.Width, _profile.Height);
}
