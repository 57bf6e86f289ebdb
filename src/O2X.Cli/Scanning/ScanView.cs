using O2X.Cli.Output;

namespace O2X.Cli.Scanning;

/// <summary>The live table in a terminal, drawn twice a second.</summary>
internal sealed class ScanView : IScanOutput
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(500);

    private readonly RepeatedDrawing _drawing;

    /// <summary>Begins to draw.</summary>
    /// <param name="terminal">Where.</param>
    /// <param name="title">What is scanned.</param>
    /// <param name="table">What was heard.</param>
    /// <param name="clock">The clock that sightings are stamped with.</param>
    public ScanView(Terminal terminal, string title, ScanTable table, TimeProvider clock)
    {
        var capabilities = terminal.Console().Profile.Capabilities;
        var renderer = new ScanRenderer(new LineCanvas(capabilities), capabilities.Unicode, title, table, clock);
        _drawing = new RepeatedDrawing(terminal, _interval, renderer.Draw);
    }

    public void Heard(HeardDevice? before, HeardDevice now)
    {
        // The table has it, and is drawn in its turn.
    }

    public ValueTask DisposeAsync() => _drawing.DisposeAsync();
}
