using O2X.Actors;
using O2X.Simulator.Scenarios;
using O2X.Vehicles;

namespace O2X.Cli.Output;

/// <summary>Shows what is told. One call at a time; disposing of it (also twice) shows what is still held back.</summary>
internal interface IOutput : IAsyncDisposable
{
    /// <summary>Information, at its regular interval.</summary>
    void Information(in VehicleSnapshot snapshot);

    /// <summary>Information, at a change of status.</summary>
    void Status(in VehicleSnapshot snapshot);

    void Event(VehicleEvent happened);

    void Link(LinkReport report);

    /// <summary>What happens in a scenario that is played.</summary>
    void Scenario(DateTimeOffset at, ScenarioMoment moment);
}
