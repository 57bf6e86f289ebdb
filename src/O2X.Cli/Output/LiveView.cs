using O2X.Actors;
using O2X.Simulator.Scenarios;
using O2X.Vehicles;
using Spectre.Console;

namespace O2X.Cli.Output;

/// <summary>The live view in a terminal: drawn four times a second, because ages grow also while nothing is told.</summary>
internal sealed class LiveView : IOutput
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(250);

    private readonly Profile _profile;
    private readonly Screen _screen;
    private readonly DashboardRenderer _renderer;
    private readonly Dashboard _dashboard = new();
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _end;
    private readonly Task _drawing;

    /// <summary>Begins to draw.</summary>
    /// <param name="terminal">Where. Its wish to end gives the screen back at once, whatever there is to wait for afterwards.</param>
    /// <param name="source">The source's name.</param>
    /// <param name="clock">The clock that values are stamped with.</param>
    public LiveView(Terminal terminal, string source, TimeProvider clock)
    {
        _profile = terminal.Console().Profile;
        _screen = new Screen(terminal.Output);
        _time = terminal.Time;
        _renderer = new DashboardRenderer(new LineCanvas(_profile.Capabilities), source, clock, _time.LocalTimeZone);
        _end = CancellationTokenSource.CreateLinkedTokenSource(terminal.Stop);
        _drawing = DrawUntilEnd();
    }

    public void Information(in VehicleSnapshot snapshot) => _dashboard.Show(in snapshot);

    public void Status(in VehicleSnapshot snapshot) => _dashboard.ShowStatus(in snapshot);

    public void Event(VehicleEvent happened) => _dashboard.Show(happened);

    public void Link(LinkReport report) => _dashboard.Show(report);

    public void Scenario(DateTimeOffset at, ScenarioMoment moment) => _dashboard.Show(at, moment);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _drawing.ConfigureAwait(false);
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
    private IReadOnlyList<string> Draw() => _renderer.Draw(_dashboard.Look(), _profile.Width, _profile.Height);
}
