using O2X.Links;

namespace O2X.Actors.Hosting.Sources;

/// <summary>A virtual car with a virtual dongle on an in-memory radio.</summary>
public sealed record SimulatorSource : VehicleSource
{
    /// <inheritdoc/>
    public override ILinkTransport Open(TimeProvider? clock = null) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override string ToString() => "sim";
}
