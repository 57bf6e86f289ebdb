using O2X.Links;
using O2X.Simulator;
using O2X.Simulator.Scenarios;

namespace O2X.Actors.Hosting.Sources;

/// <summary>A virtual car with a virtual dongle on an in-memory radio; the car drives, parks and charges, or a scenario is played.</summary>
public sealed record SimulatorSource : VehicleSource
{
    /// <summary>The scenario that is played from the moment of opening; null (the default): nothing goes wrong.</summary>
    public Scenario? Scenario { get; init; }

    /// <inheritdoc/>
    public override ILinkTransport Open(TimeProvider? clock = null)
    {
        if (Scenario is null) return SimulatedWorld.Demonstration(clock ?? TimeProvider.System).Transport;
        var world = SimulatedWorld.For(Scenario, clock ?? TimeProvider.System);
        ScenarioPlayer.Start(world, Scenario);
        return world.Transport;
    }

    /// <inheritdoc/>
    public override string ToString() => Scenario is null ? "sim" : $"sim:{Scenario.Name}";
}
