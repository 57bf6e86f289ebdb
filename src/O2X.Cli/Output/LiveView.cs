using O2X.Actors;
using O2X.Vehicles;
using Spectre.Console;

namespace O2X.Cli.Output;

/// <summary>The live view in a terminal: drawn four times a second, because ages grow also while nothing is told.</summary>
internal sealed class LiveView : IOutput
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(250);

    private readonly IAnsiConsole _console;
    private readonly DashboardRenderer _renderer;
    private readonly Dashboard _dashboard = new();
    private readonly CancellationTokenSource _end = new();
    private readonly TimeProvider _time;
    private readonly Task _drawing;

    /// <summary>Begins to draw.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="source">The source's name.</param>
    /// <param name="clock">The clock that values are stamped with.</param>
    /// <param name="time">Real time, which the eye goes by.</param>
    public LiveView(IAnsiConsole console, string source, TimeProvider clock, TimeProvider time)
    {
        _console = console;
        _time = time;
        _renderer = new DashboardRenderer(source, clock, time.LocalTimeZone);
        _drawing = _console.Live(Draw()).AutoClear(false).Overflow(VerticalOverflow.Crop).Cropping(VerticalOverflowCropping.Bottom)
            .StartAsync(DrawUntilEnd);
    }

    public void Information(in VehicleSnapshot snapshot) => _dashboard.Show(in snapshot);

    public void Status(in VehicleSnapshot snapshot) => _dashboard.ShowStatus(in snapshot);

    public void Event(VehicleEvent happened) => _dashboard.Show(happened);

    public void Link(LinkReport report) => _dashboard.Show(report);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _drawing.ConfigureAwait(false);
    }

    private Spectre.Console.Rendering.IRenderable Draw() =>
        _renderer.Draw(_dashboard.Look(), _console.Profile.Width, _console.Profile.Height);

    private async Task DrawUntilEnd(LiveDisplayContext display)
    {
        using var beat = new PeriodicTimer(_interval, _time);
        try
        {
            while (await beat.WaitForNextTickAsync(_end.Token).ConfigureAwait(false)) display.UpdateTarget(Draw());
        }
        catch (OperationCanceledException)
        {
            display.UpdateTarget(Draw());
        }
    }
}
