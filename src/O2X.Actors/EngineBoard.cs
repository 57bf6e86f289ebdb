using O2X.Vehicles;
using O2X.Vehicles.Decoding;

namespace O2X.Actors;

/// <summary>What the engine's actors post for everybody to read: each entry is written by one actor, and is whole whenever it is read.</summary>
internal sealed class EngineBoard(Timeouts timeouts, DateTimeOffset now)
{
    private readonly Lock _gate = new();
    private volatile LinkReport _report = new(LinkState.Idle, now);
    private volatile Timeouts _timeouts = timeouts;
    private volatile Vin? _vin;
    private volatile RememberedVehicle? _remembered;
    private VehicleSnapshot _received;
    private VehicleInformation? _kept;
    private bool _hasReceived;
    private long _cleared;
    private DecodeCounters _counters;
    private long _staleEpochs;

    public LinkReport Report { get => _report; set => _report = value; }

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

    public DecodeCounters Counters
    {
        get
        {
            lock (_gate) return _counters;
        }
    }

    public void CountStaleEpoch() => Interlocked.Increment(ref _staleEpochs);

    public void SetCounters(in DecodeCounters counters)
    {
        lock (_gate) _counters = counters;
    }

    /// <summary>Posts the state as it was received last; one that nothing was received for is no news.</summary>
    public void SetReceived(in VehicleSnapshot snapshot)
    {
        lock (_gate)
        {
            if (snapshot.Sequence <= _cleared) return;
            _received = snapshot;
            _hasReceived = true;
        }
    }

    /// <summary>Posts what an earlier run received, or null for nothing.</summary>
    public void SetKept(VehicleInformation? information)
    {
        lock (_gate)
        {
            _kept = information;
            _hasReceived = false;
        }
    }

    /// <summary>Forgets what was received; only what comes from now on is news.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _kept = null;
            _hasReceived = false;
            _cleared = _received.Sequence;
        }
    }

    /// <summary>Keeps what was received, while the decoder begins anew.</summary>
    public void KeepReceived() => SetKept(LastInformation);
}
