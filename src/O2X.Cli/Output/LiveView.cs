using O2X.Actors;
using O2X.Simulator.Scenarios;
using O2X.Vehicles;

namespace O2X.Cli.Output;

/// <summary>The live view in a terminal, drawn four times a second.</summary>
internal sealed class LiveView : IOutput
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(250);

    private readonly Dashboard _dashboard = new();
    private readonly RepeatedDrawing _drawing;

    /// <summary>Begins to draw.</summary>
    /// <param name="terminal">Where.</param>
    /// <param name="source">The source's name.</param>
    /// <param name="clock">The clock that values are stamped with.</param>
    public LiveView(Terminal terminal, string source, TimeProvider clock)
    {
        var canvas = new LineCanvas(terminal.Console().Profile.Capabilities);
        var renderer = new DashboardRenderer(canvas, source, clock, terminal.Time.LocalTimeZone);
        _drawing = new RepeatedDrawing(terminal, _interval, (width, height) => renderer.Draw(_dashboard.Look(), width, height));
    }

    public void Information(in VehicleSnapshot snapshot) => _dashboard.Show(in snapshot);

    public void Status(in VehicleSnapshot snapshot) => _dashboard.ShowStatus(in snapshot);

    public void Event(VehicleEvent happened) => _dashboard.Show(happened);

    public void Link(LinkReport report) => _dashboard.Show(report);

    public void Scenario(DateTimeOffset at, ScenarioMoment moment) => _dashboard.Show(at, moment);

    public ValueTask DisposeAsync() => _drawing.DisposeAsync();
}
