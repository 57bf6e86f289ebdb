using O2X.Actors;
using O2X.Gateway.Vehicles;
using O2X.Vehicles;

namespace O2X.Gateway.Feed;

/// <summary>
/// One thing that the feed tells. Its JSON is made once, however many listeners there are. Of a record that comes from the journal the
/// JSON alone is known.
/// </summary>
internal sealed class FeedRecord
{
    private readonly VehicleSnapshot _snapshot;
    private readonly bool _hasSnapshot;
    private readonly Lock _gate = new();
    private byte[]? _json;

    private FeedRecord(FeedKind kind, long id, VehicleId vehicle, DateTimeOffset at) => (Kind, Id, Vehicle, At) = (kind, id, vehicle, at);

    private FeedRecord(FeedKind kind, long id, VehicleId vehicle, DateTimeOffset at, in VehicleSnapshot snapshot)
        : this(kind, id, vehicle, at) => (_snapshot, _hasSnapshot) = (snapshot, true);

    public FeedKind Kind { get; }

    /// <summary>
    /// The number in the history: it grows by one with each status, event and report of the link, also over restarts. For values: the
    /// number of the last record before them, so that whoever goes on from there misses nothing.
    /// </summary>
    public long Id { get; }

    public VehicleId Vehicle { get; }

    /// <summary>When it happened, UTC; for values and statuses: when the newest value was received.</summary>
    public DateTimeOffset At { get; }

    /// <summary>What happened; null for another kind, and from the journal.</summary>
    public VehicleEvent? Happened { get; private init; }

    /// <summary>Where the link stands; null for another kind, and from the journal.</summary>
    public LinkReport? Report { get; private init; }

    /// <summary>The JSON object in UTF-8; for values and statuses the SDK's object.</summary>
    public ReadOnlyMemory<byte> Json => Volatile.Read(ref _json) ?? MakeJson();

    public static FeedRecord Information(long id, VehicleId vehicle, in VehicleSnapshot snapshot) =>
        new(FeedKind.Information, id, vehicle, snapshot.ReceivedAt, in snapshot);

    public static FeedRecord Status(long id, VehicleId vehicle, in VehicleSnapshot snapshot) =>
        new(FeedKind.Status, id, vehicle, snapshot.ReceivedAt, in snapshot);

    public static FeedRecord Event(long id, VehicleId vehicle, VehicleEvent happened) =>
        new(FeedKind.Event, id, vehicle, happened.At) { Happened = happened };

    public static FeedRecord Link(long id, VehicleId vehicle, LinkReport report) =>
        new(FeedKind.Link, id, vehicle, report.At) { Report = report };

    /// <summary>Says that the records up to <paramref name="id"/> that a listener asked for are not to be had.</summary>
    public static FeedRecord Gap(long id, DateTimeOffset at) => new(FeedKind.Gap, id, VehicleId.None, at);

    /// <summary>A record as a journal kept it.</summary>
    public static FeedRecord Kept(FeedKind kind, long id, VehicleId vehicle, DateTimeOffset at, byte[] json) =>
        new(kind, id, vehicle, at) { _json = json };

    /// <summary>The vehicle's state, for values and statuses that do not come from the journal.</summary>
    public bool TryGetSnapshot(out VehicleSnapshot snapshot)
    {
        snapshot = _snapshot;
        return _hasSnapshot;
    }

    // All listeners are told at once, and each asks.
    private byte[] MakeJson()
    {
        lock (_gate)
        {
            if (_json is null) Volatile.Write(ref _json, FeedJson.Of(this));
            return _json!;
        }
    }
}
