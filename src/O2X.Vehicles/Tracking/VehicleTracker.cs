#pragma warning disable CA1822 // a stub of the contract; its members come with the decoder
using O2X.Vehicles.Decoding;

namespace O2X.Vehicles.Tracking;

/// <summary>
/// Turns packets into the state of one vehicle: decodes, folds, and runs the state machines for status, charging, alerts,
/// cantCharge and staleness. Pure: it knows no clock but the timestamps it is given, which never run backwards.
/// </summary>
/// <remarks>Not safe for use by several threads at a time. Does not allocate once it runs.</remarks>
public sealed class VehicleTracker
{
    private VehicleSnapshot _state;

    /// <summary>Makes a tracker that knows nothing.</summary>
    public VehicleTracker(TrackerOptions? options = null)
    {
        Options = options ?? new TrackerOptions();
    }

    /// <summary>The times in force; may be replaced at any moment.</summary>
    public TrackerOptions Options { get; set; }

    /// <summary>The vehicle's state.</summary>
    public ref readonly VehicleSnapshot State => ref _state;

    /// <summary>The VIN that the vehicle itself said on the present link; null before it did.</summary>
    public Vin? HeardVin { get; private set; }

    /// <summary>What became of the packets so far.</summary>
    public DecodeCounters Counters => default;

    /// <summary>
    /// When <see cref="Advance"/> must be called next, at the latest; <see cref="long.MaxValue"/> when nothing is pending.
    /// </summary>
    public long NextDeadline { get; private set; } = long.MaxValue;

    /// <summary>Starts a new link: what is known stays, as stale, and nothing has been heard on this link.</summary>
    /// <param name="payload">What the packets are.</param>
    /// <param name="vin">The vehicle, when it is known.</param>
    /// <param name="now">The present, in ticks.</param>
    public void BeginLink(PayloadKind payload, Vin? vin, long now) => _state.VinHandle = vin;

    /// <summary>Decodes one packet and folds it in. Deadlines due before <paramref name="at"/> must have been advanced through.</summary>
    /// <param name="packet">The packet; never kept.</param>
    /// <param name="at">When it arrived, in ticks.</param>
    public VehicleChanges Accept(ReadOnlySpan<byte> packet, long at) => VehicleChanges.None;

    /// <summary>Lets time pass up to <paramref name="now"/>.</summary>
    public VehicleChanges Advance(long now) => VehicleChanges.None;

    /// <summary>Tells that the link is lost: live values become stale, the status unknown, a half-heard VIN is forgotten.</summary>
    public VehicleChanges EndLink(long now) => VehicleChanges.None;

    /// <summary>Tells that packets were lost before the next one: a reassembly begins anew.</summary>
    public void PacketsLost(long count) { }

    /// <summary>Moves the wall clock that <see cref="VehicleSnapshot.ReceivedAt"/> is given by: UTC ticks minus monotonic ticks.</summary>
    public void SetUtcOffset(long ticks) { }

    /// <summary>Puts the VIN into the state, once it is known.</summary>
    public void Identify(Vin vin) => _state.VinHandle = vin;

    /// <summary>Forgets everything.</summary>
    public void Reset() { }
}
