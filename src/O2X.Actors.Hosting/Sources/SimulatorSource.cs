using O2X.Links;
using O2X.Simulator;

namespace O2X.Actors.Hosting.Sources;

/// <summary>A virtual car with a virtual dongle on an in-memory radio; the car drives, parks and charges.</summary>
public sealed record SimulatorSource : VehicleSource
{
    /// <inheritdoc/>
    public override ILinkTransport Open(TimeProvider? clock = null) =>
        SimulatedWorld.Demonstration(clock ?? TimeProvider.System).Transport;

    /// <inheritdoc/>
    public override string ToString() => "sim";
}
