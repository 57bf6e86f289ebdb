using O2X.Actors;
using O2X.Cli.Output;
using O2X.Simulator.Scenarios;
using O2X.Vehicles;

namespace O2X.Cli.Capture;

/// <summary>Says what becomes of the link while it is recorded; the values are in the recording.</summary>
internal sealed class LinkNotices(string source, Action<string> say) : IOutput
{
    private LinkState _state;

    public void Information(in VehicleSnapshot snapshot)
    {
    }

    public void Status(in VehicleSnapshot snapshot)
    {
    }

    public void Event(VehicleEvent happened)
    {
    }

    public void Link(LinkReport report)
    {
        if (report.State == _state) return;
        _state = report.State;
        if (report.State is not (LinkState.Ready or LinkState.Stale or LinkState.WaitingForAdapter)) return;
        say(string.Join(' ', new[] { $"{source}: {Wording.Of(report)}.", Wording.Of(report.Fault) }.Where(part => part is not null)));
    }

    public void Scenario(DateTimeOffset at, ScenarioMoment moment)
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
