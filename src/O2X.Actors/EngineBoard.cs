using O2X.Actors.Diagnostics;
using O2X.Links;
using O2X.Links.Time;
using O2X.Vehicles;
using O2X.Vehicles.Decoding;
using O2X.Vehicles.Tracking;

namespace O2X.Actors;

/// <summary>What the engine's actors post for everybody to read: each entry is written by one actor, and is whole whenever it is read.</summary>
internal sealed class EngineBoard(Timeouts timeouts, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private volatile LinkHistory _link = new(new LinkReport(LinkState.Idle, clock.GetUtcNow()));
    private volatile TransportState _transport = new(Availability.Absent, "The state of the source is not known yet.");
    private volatile Timeouts _timeouts = timeouts;
    private volatile Vin? _vin;
    private volatile RememberedVehicle? _remembered;
    private VehicleSnapshot _vehicle;
    private VehicleSnapshot _received;
    private VehicleInformation? _kept;
    private VehicleHistory? _history;
    private bool _hasReceived;
    private long _cleared;
    private PacketTally _packets;
    private long _staleEpochs;

    public LinkReport Report
    {
        get => _link.Report;
        set
        {
            Tally.Count(_link.Report, value);
            _link = _link.Then(value, clock.GetTicks());
        }
    }

    /// <summary>The last report with what those before it tell.</summary>
    public LinkHistory Link => _link;

    /// <summary>What became of the links and attempts of the engine's life.</summary>
    public LinkTally Tally { get; } = new();

    /// <summary>What the source last told of its usability.</summary>
    public TransportState Transport { get => _transport; set => _transport = value; }

    /// <summary>What the scans of the subscription heard.</summary>
    public SightingTable Sightings { get; } = new();

    public Timeouts Timeouts { get => _timeouts; set => _timeouts = value; }

    public Vin? Vin { get => _vin; set => _vin = value; }

    public RememberedVehicle? Remembered { get => _remembered; set => _remembered = value; }

    /// <summary>The number of the last update.</summary>
    public long LastSequence
    {
        get
        {
            lock (_gate) return _received.Sequence;
        }
    }

    /// <summary>Whether what a scan hears is logged.</summary>
    public volatile bool LogsSightings;

    public long StaleEpochs => Volatile.Read(ref _staleEpochs);

    public VehicleInformation? LastInformation
    {
        get
        {
            lock (_gate) return _hasReceived ? _received.ToInformation() : _kept;
        }
    }

    /// <summary>The vehicle as it is known now: unlike what was received last, its values become stale.</summary>
    public VehicleSnapshot Vehicle
    {
        get
        {
            lock (_gate) return _vehicle;
        }
    }

    public DecodeCounters Counters
    {
        get
        {
            lock (_gate) return _packets.Present;
        }
    }

    /// <summary>The counters of all subscriptions of the engine's life together.</summary>
    public DecodeCounters TotalCounters
    {
        get
        {
            lock (_gate) return _packets.Total;
        }
    }

    /// <summary>When the vehicle was heard last in the present subscription, in ticks of the engine's clock; null when it was not.</summary>
    public long? LastReceivedAt
    {
        get
        {
            lock (_gate) return _hasReceived ? _received.Timestamp : null;
        }
    }

    public void CountStaleEpoch() => Interlocked.Increment(ref _staleEpochs);

    public void SetCounters(in DecodeCounters counters)
    {
        lock (_gate) _packets.Present = counters;
    }

    /// <summary>A subscription begins: its packets are counted from nothing.</summary>
    public void BeginCounting()
    {
        lock (_gate) _packets.Begin();
    }

    /// <summary>Posts the state as it was received last; one that nothing was received for is no news.</summary>
    public void SetReceived(in VehicleSnapshot snapshot)
    {
        lock (_gate)
        {
            _vehicle = snapshot;
            if (snapshot.Sequence <= _cleared) return;
            _received = snapshot;
            _hasReceived = true;
        }
    }

    /// <summary>Posts the state without anything new: its link has ended, or it was forgotten.</summary>
    public void SetVehicle(in VehicleSnapshot snapshot)
    {
        lock (_gate) _vehicle = snapshot;
    }

    /// <summary>Posts what an earlier run left, or null for nothing.</summary>
    public void SetKept(VehicleInformation? information, VehicleHistory? history)
    {
        lock (_gate)
        {
            _kept = information;
            _history = history;
            _hasReceived = false;
        }
    }

    /// <summary>What is known of a vehicle from before; null for nothing.</summary>
    public VehicleHistory? HistoryOf(Vin vin)
    {
        lock (_gate) return _history?.Vin == vin ? _history : null;
    }

    /// <summary>Adds the alerts of a state to the history of its vehicle.</summary>
    public void KeepAlerts(in VehicleSnapshot state)
    {
        if (state.Vin is not { } vin) return;
        lock (_gate) _history = OwnHistory(vin).WithAlerts(state.CurrentAlerts, state.PreviousAlerts, state.ReceivedAt);
    }

    /// <summary>Adds the odometer as it was received last to the history of its vehicle, and gives the history.</summary>
    public VehicleHistory? KeepOdometer()
    {
        lock (_gate)
        {
            if (!_hasReceived || _received is not { Vin: { } vin, Odometer: { } kilometres }) return _history;
            var at = _received.ReceivedAt - _received.AgeOf(Signal.Odometer)!.Value;
            return _history = OwnHistory(vin) with { Odometer = new OdometerReading(kilometres, at) };
        }
    }

    /// <summary>Forgets what was received; only what comes from now on is news.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _kept = null;
            _history = null;
            _hasReceived = false;
            _cleared = _received.Sequence;
        }
    }

    /// <summary>Keeps what was received, while the decoder begins anew.</summary>
    public void KeepReceived() => SetKept(LastInformation, KeepOdometer());

    private VehicleHistory OwnHistory(Vin vin) => _history?.Vin == vin ? _history : new VehicleHistory(vin);
}
