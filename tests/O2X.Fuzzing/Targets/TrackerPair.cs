using O2X.Vehicles;
using O2X.Vehicles.Decoding;
using O2X.Vehicles.Tracking;
using static O2X.Fuzzing.Oracle;

namespace O2X.Fuzzing.Targets;

/// <summary>
/// Two trackers that live through the same: one is advanced to each of its deadlines, the other only when something comes. They must
/// come to the same, and what holds of any tracker is judged after each step.
/// </summary>
internal sealed class TrackerPair
{
    private readonly VehicleTracker _stepped;
    private readonly VehicleTracker _leaping;
    private VehicleStatus _told;
    private VehicleChanges _passed;
    private long _now = 1000 * TimeSpan.TicksPerSecond;
    private long _accepted;
    private long _lost;

    public TrackerPair(TrackerOptions options, PayloadKind payload)
    {
        _stepped = new VehicleTracker(options);
        _leaping = new VehicleTracker(options);
        BeginLink(payload, vin: null);
    }

    public ref readonly VehicleSnapshot State => ref _stepped.State;

    public Vin? HeardVin => _stepped.HeardVin;

    /// <summary>Lets time pass.</summary>
    public void Pass(long pause)
    {
        _now += pause;
        while (_stepped.NextDeadline <= _now)
        {
            var before = _stepped.NextDeadline;
            var changes = _stepped.Advance(before);
            Holds(_stepped.NextDeadline > before);
            Follow(changes);
            _passed |= changes;
        }
    }

    public void Advance()
    {
        var changes = _stepped.Advance(_now);
        Follow(changes);
        Compare(changes, _leaping.Advance(_now));
        Holds(_stepped.NextDeadline > _now);
    }

    public VehicleChanges Accept(ReadOnlySpan<byte> packet)
    {
        var number = State.Sequence;
        var changes = _stepped.Accept(packet, _now);
        _accepted++;
        Follow(changes);
        Compare(changes, _leaping.Accept(packet, _now));
        var isRefreshed = changes.HasFlag(VehicleChanges.Refreshed);
        Holds(State.Sequence == number + (isRefreshed ? 1 : 0));
        Holds(!isRefreshed || State.Timestamp == _now);
        Holds(_stepped.NextDeadline > _now);
        return changes;
    }

    public void BeginLink(PayloadKind payload, Vin? vin)
    {
        _stepped.BeginLink(payload, vin, _now);
        _leaping.BeginLink(payload, vin, _now);
        Holds(State.Vin == vin && HeardVin is null && State.Live == 0);
        Forget();
    }

    public void Choose(TrackerOptions options)
    {
        // Deadlines that have gone by are lived through by the old options, as the one that is stepped did.
        Advance();
        _stepped.Options = options;
        _leaping.Options = options;

        // What was pending may be due at once.
        Pass(0);
    }

    public void Lose(long packets)
    {
        _stepped.PacketsLost(packets);
        _leaping.PacketsLost(packets);
        _lost += packets;
    }

    public void Identify(Vin vin)
    {
        _stepped.Identify(vin);
        _leaping.Identify(vin);
    }

    public void SetUtcOffset(long ticks)
    {
        _stepped.SetUtcOffset(ticks);
        _leaping.SetUtcOffset(ticks);
    }

    public void Reset()
    {
        _stepped.Reset();
        _leaping.Reset();
        (_accepted, _lost) = (0, 0);
        Holds(State.Known == 0 && _stepped.Counters == default);
        Forget();
    }

    private void Forget()
    {
        _told = VehicleStatus.Unknown;
        _passed = VehicleChanges.None;
    }

    // A status is told when it differs from the one that was told before, and only then.
    private void Follow(VehicleChanges changes)
    {
        var status = State.Status;
        var isTold = changes.HasFlag(VehicleChanges.Status);
        Holds(isTold == (status != _told) || (!isTold && status == VehicleStatus.Unknown));
        if (isTold) _told = status;
    }

    private void Compare(VehicleChanges stepped, VehicleChanges leaping)
    {
        Holds((_passed | stepped) == leaping);
        _passed = VehicleChanges.None;
        SnapshotOracle.Judge(State);
        Holds(State.Live == _leaping.State.Live && State.Known == _leaping.State.Known);
        Holds(State.Status == _leaping.State.Status);
        Holds(_stepped.NextDeadline == _leaping.NextDeadline);
        Holds(HeardVin == _leaping.HeardVin);

        var counters = _stepped.Counters;
        Holds(counters == _leaping.Counters);
        Holds(counters.Packets == _accepted && counters.Dropped == _lost);
        Holds(counters.Unknown + counters.Remote + counters.ErrorFrames + counters.Extended + counters.Invalid <= counters.Packets);
    }
}
