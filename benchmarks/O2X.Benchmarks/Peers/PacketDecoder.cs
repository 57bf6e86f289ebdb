using O2X.Vehicles;
using O2X.Vehicles.Decoding;
using O2X.Vehicles.Tracking;

namespace O2X.Benchmarks.Peers;

/// <summary>The work that is the same in every peer.</summary>
internal sealed class PacketDecoder
{
    private readonly VehicleTracker _tracker = new();

    public PacketDecoder() => _tracker.BeginLink(PayloadKind.CanFrame, null, 0);

    public ref readonly VehicleSnapshot State => ref _tracker.State;

    /// <summary>Folds a packet in; true when there is a new state to tell.</summary>
    public bool Accept(byte[] bytes, long timestamp) => (_tracker.Accept(bytes, timestamp) & VehicleChanges.Refreshed) != 0;
}
