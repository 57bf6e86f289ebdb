using O2X.Links;
using O2X.Links.Can.SocketCan;

namespace O2X.Actors.Hosting.Sources;

/// <summary>A CAN interface of Linux, which is only listened to.</summary>
/// <param name="Interface">The interface: <c>can0</c>.</param>
public sealed record SocketCanSource(string Interface) : VehicleSource
{
    /// <summary>Whether frames of all ids are received, not just those that the decoder knows; default no.</summary>
    public bool AllIds { get; init; }

    /// <summary>
    /// Whether a controller that is not in listen-only mode may be used; default no: it acknowledges frames and can disturb the bus.
    /// </summary>
    public bool AllowActiveCan { get; init; }

    /// <inheritdoc/>
    public override ILinkTransport Open(TimeProvider? clock = null) =>
        new SocketCanTransport(new SocketCanOptions(Interface) { AllIds = AllIds, AllowActiveCan = AllowActiveCan }, clock);

    /// <inheritdoc/>
    public override string ToString() => $"can:{Interface}";
}
