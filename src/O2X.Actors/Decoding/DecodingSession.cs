using O2X.Actors.Streams;
using O2X.Links.Time;
using O2X.Vehicles;
using O2X.Vehicles.Decoding;
using O2X.Vehicles.Tracking;

namespace O2X.Actors.Decoding;

/// <summary>
/// The work of the decoder without its actor: empties a sink into the vehicle's state and publishes. It outlives a crash of the actor.
/// </summary>
internal sealed class DecodingSession
{
    /// <summary>How many packets are decoded between two looks at everything else.</summary>
    private const int Slice = 256;

    private static readonly long _invalidDataInterval = TimeSpan.FromSeconds(10).Ticks;
    private static readonly long _pauseAfterCrash = TimeSpan.FromSeconds(1).Ticks;

    private readonly EngineStreams _streams;
    private readonly EngineBoard _board;
    private readonly TimeProvider _clock;
    private readonly IClockSynchronisation _synchronisation;
    private readonly VirtualClock? _virtualClock;
    private readonly long _informationInterval;
    private readonly VehicleTracker _tracker;

    // Observers that are slower than the link would otherwise be fed packet by packet, each with all that ends a batch.
    private readonly int _leastSlice;
    private IDecodingListener _listener = null!;
    private LinkSink? _sink;
    private InformationGate _gate;
    private long _nextInvalidReport = long.MinValue;
    private bool _isPublishing;
    private bool _hasRecalled;
    private bool _hasToldStatus;
    private VehicleStatus _toldStatus;
    private bool _sawFirstPacket;
    private bool _hasPublished;
    private bool _isDirty;
    private bool _isUncommitted;
    private bool _isDistrusted;
    private DrainEnd? _interruption;
    private long _pausedUntil = long.MinValue;
    private long _lastDataAt;

    public DecodingSession(EngineStreams streams, EngineBoard board, TimeProvider clock, EngineOptions options)
    {
        _streams = streams;
        _board = board;
        _clock = clock;
        _virtualClock = clock as VirtualClock;
        _synchronisation = options.ClockSynchronisation ?? ClockSynchronisation.Trusted;
        _informationInterval = options.InformationInterval.Ticks;
        _tracker = new VehicleTracker(OptionsFor(options.Timeouts));
        _leastSlice = PacketsThatFit(streams.LosslessPlaces) / 4;
    }

    /// <summary>When a packet of the present link last told something, in ticks of the clock. Read by the link.</summary>
    public long LastDataAt => Volatile.Read(ref _lastDataAt);

    /// <summary>The sink of the present link.</summary>
    public LinkSink? Sink => _sink;

    /// <summary>Whether the link is over as soon as everything that waits is decoded.</summary>
    public bool IsEnding { get; set; }

    /// <summary>When <see cref="Advance"/> is due; <see cref="long.MaxValue"/> when nothing is pending.</summary>
    public long NextDeadline => Math.Max(Math.Min(_tracker.NextDeadline, _isPublishing ? _gate.Due : long.MaxValue), _pausedUntil);

    public static TrackerOptions OptionsFor(Timeouts timeouts) =>
        new() { ChangeStatus = timeouts.ChangeStatus, StaleAfter = timeouts.LooseConnection };

    /// <summary>Who is told; a restarted actor takes over.</summary>
    public void ListenedToBy(IDecodingListener listener) => _listener = listener;

    public void Attach(LinkSink sink, PayloadKind payload, Vin? vin)
    {
        var now = _clock.GetTicks();
        _sink = sink;
        IsEnding = false;
        _isPublishing = false;
        _sawFirstPacket = false;
        _isUncommitted = false;
        _gate = new InformationGate(_informationInterval);
        Volatile.Write(ref _lastDataAt, now);
        if (vin is not null) Recall(vin, now);
        _tracker.BeginLink(payload, vin, now);
    }

    /// <summary>The link is ready: what was decoded so far is told, and everything from now on.</summary>
    public void Publish(Vin? vin)
    {
        if (_isPublishing) return;
        var now = _clock.GetTicks();
        _isPublishing = true;
        _isDirty = true;
        if (vin is not null)
        {
            _tracker.Identify(vin);
            Recall(vin, now);
        }

        if (_tracker.State.QualityOf(Signal.Alerts) != Quality.Unknown) _board.KeepAlerts(_tracker.State);
        PublishInformation(now);
        if (_tracker.State.Status != VehicleStatus.Unknown) TellStatus();
        EndBatch();
    }

    /// <summary>The link is over: its values are stale.</summary>
    public void Detach()
    {
        var now = _clock.GetTicks();
        _sink?.Close();
        _sink = null;
        IsEnding = false;
        try
        {
            if (_isPublishing && _gate.Due != long.MaxValue) PublishInformation(now);
            _tracker.EndLink(now);
            _board.SetCounters(_tracker.Counters);
            if (_isPublishing)
            {
                _board.SetVehicle(_tracker.State);
                _streams.Information.Publish(_tracker.State);
                _streams.Information.Keep(_tracker.State);
                _streams.Information.Flush();
            }
        }
        finally
        {
            _isPublishing = false;
            if (_isDistrusted) _tracker.Reset();
            _isDistrusted = false;
        }
    }

    public void Forget()
    {
        _tracker.Reset();
        _board.SetVehicle(_tracker.State);
        _hasRecalled = false;
        _board.BeginCounting();
        _hasToldStatus = false;
        _streams.Information.ForgetLast();
        _streams.Status.ForgetLast();
    }

    public void ChangeOptions(TrackerOptions options) => _tracker.Options = options;

    /// <summary>Whether the observers of a lossless link have so much room again that it is worth going on.</summary>
    public bool HasRoom => PacketsThatFit(_streams.Information.Room) >= 2 * _leastSlice;

    /// <summary>Decodes what waits, as far as the budget and the room of the observers go.</summary>
    /// <param name="budget">The most packets to decode.</param>
    /// <returns>Why it stopped.</returns>
    public DrainEnd Drain(int budget)
    {
        if (_sink is not { } sink) return DrainEnd.Empty;
        _interruption = null;
        try
        {
            SetUtcOffset();
            while (budget > 0)
            {
                var slice = Math.Min(budget, Slice);
                if (sink.IsLossless)
                {
                    var fitting = PacketsThatFit(_streams.Information.Room);
                    if (fitting < _leastSlice) return DrainEnd.NoRoom;
                    slice = Math.Min(slice, fitting);
                }

                budget -= slice;

                for (; slice > 0; slice--)
                {
                    if (!sink.TryPeek(out var packet, out var at, out var lost))
                    {
                        sink.SignalDrained();
                        return DrainEnd.Empty;
                    }

                    if (ReachTime(at)) Accept(sink, packet, at, lost);
                    if (_interruption is { } end) return end;
                }

                EndBatch();
            }

            return DrainEnd.MoreToDo;
        }
        catch (Exception)
        {
            PauseDeadlines();
            throw;
        }
        finally
        {
            EndBatch();
        }
    }

    /// <summary>Lets time pass up to <paramref name="now"/>.</summary>
    public void Advance(long now)
    {
        try
        {
            SetUtcOffset();
            while (NextDeadline is var deadline && deadline <= now) Elapse(deadline);
            EndBatch();
        }
        catch (Exception)
        {
            PauseDeadlines();
            throw;
        }
    }

    /// <summary>The decoder keeps crashing: what is known is forgotten, at once or when the link is over.</summary>
    public void Distrust()
    {
        if (_sink is null) _tracker.Reset();
        else _isDistrusted = true;
    }

    private void Accept(LinkSink sink, ReadOnlySpan<byte> packet, long at, int lost)
    {
        _isDirty = true;
        if (lost != 0) _tracker.PacketsLost(lost);
        VehicleChanges changes;
        try
        {
            changes = _tracker.Accept(packet, at);
        }
        finally
        {
            // A packet that the decoder breaks on is not met again after the restart.
            sink.Release(packet.Length);
        }

        if (changes != VehicleChanges.None) Handle(changes, at);
    }

    // Once a subscription. A log that is played again begins anew: what came after it says nothing about it.
    private void Recall(Vin vin, long now)
    {
        if (_hasRecalled || _sink is not { IsLossless: false }) return;
        _hasRecalled = true;
        SetUtcOffset();
        if (_board.HistoryOf(vin) is { } history) _tracker.Recall(history, now);
    }

    // Everything that is due before a packet happens before it: the state machines' deadlines here, and on a virtual clock, which the
    // decoder moves, the timers of everybody else, for which this turn must end. Returns whether the packet's time has come.
    private bool ReachTime(long at)
    {
        while (true)
        {
            var deadline = NextDeadline;
            var timer = _virtualClock?.NextDue ?? long.MaxValue;
            if (deadline > at && timer > at)
            {
                _virtualClock?.AdvanceTo(at);
                return true;
            }

            if (timer < deadline)
            {
                _virtualClock!.AdvanceTo(timer);
                Interrupt(DrainEnd.LinkFirst);
                return false;
            }

            _virtualClock?.AdvanceTo(deadline);
            Elapse(deadline);
            if (_interruption is not null) return false;
        }
    }

    // What is due and crashes stays due: the restarted decoder would meet it at once and crash again, for ever.
    private void PauseDeadlines() => _pausedUntil = _clock.GetTicks() + _pauseAfterCrash;

    private void Elapse(long deadline)
    {
        _isDirty = true;
        Handle(_tracker.Advance(deadline), deadline);
        if (_isPublishing && _gate.IsDue(deadline)) PublishInformation(deadline);
    }

    private void Handle(VehicleChanges changes, long at)
    {
        if ((changes & VehicleChanges.Refreshed) != 0)
        {
            _isUncommitted = true;
            if (_isPublishing)
            {
                if (_gate.OnRefreshed(at)) PublishInformation(at);
            }
            else if (!_sawFirstPacket)
            {
                _sawFirstPacket = true;
                _listener.OnFirstPacket();
                Interrupt(DrainEnd.LinkFirst);
            }
        }

        if ((changes & ~VehicleChanges.Refreshed) != 0) HandleRare(changes, at);
    }

    private void HandleRare(VehicleChanges changes, long at)
    {
        if ((changes & VehicleChanges.Invalid) != 0 && at >= _nextInvalidReport)
        {
            _nextInvalidReport = at + _invalidDataInterval;
            _listener.OnInvalidData(_tracker.Counters);
            Interrupt(DrainEnd.LinkFirst);
        }

        if ((changes & VehicleChanges.VinHeard) != 0)
        {
            _listener.OnVinHeard(_tracker.HeardVin!);
            Interrupt(DrainEnd.LinkFirst);
        }

        if (!_isPublishing) return;
        if ((changes & VehicleChanges.Alerts) != 0) _board.KeepAlerts(_tracker.State);
        if ((changes & VehicleChanges.Stale) != 0) PublishInformation(at);
        if ((changes & VehicleChanges.Status) != 0) TellStatus();
        if ((changes & VehicleChanges.CantCharge) != 0)
        {
            Commit();
            _streams.Events.PublishShared(new VehicleEvent(VehicleEventKind.CantCharge, _clock.GetUtcNow()));
            _listener.OnWorthSaving();
            Interrupt(DrainEnd.LinkFirst);
        }
    }

    private void PublishInformation(long at)
    {
        _gate.Told(at);
        _streams.Information.Publish(_tracker.State);
        _hasPublished = true;
        Interrupt(DrainEnd.MoreToDo);
    }

    // A link's first status is told only if it differs from what was told last (decisions.md D33).
    private void TellStatus()
    {
        var status = _tracker.State.Status;
        if (_hasToldStatus && status == _toldStatus) return;
        _hasToldStatus = true;
        _toldStatus = status;
        Commit();
        _streams.Status.PublishAndKeep(_tracker.State);
        _listener.OnWorthSaving();
        Interrupt(DrainEnd.LinkFirst);
    }

    // A packet can set off more than one element: itself, and what was due before it.
    private static int PacketsThatFit(int room) => (room - 8) / 4;

    private void EndBatch()
    {
        if (!_isDirty) return;
        _isDirty = false;
        _board.SetCounters(_tracker.Counters);
        Volatile.Write(ref _lastDataAt, Math.Max(_lastDataAt, _tracker.State.Timestamp));
        if (!_isPublishing) return;
        if (_isUncommitted) Commit();
        else _board.SetVehicle(_tracker.State);
        if (!_hasPublished) return;
        _hasPublished = false;
        _streams.Information.Keep(_tracker.State);
        _streams.Information.Flush();
    }

    // What a query answers is never older than what was told, and what was received last: values that merely grew old change nothing in
    // it (decisions.md D33).
    private void Commit()
    {
        _isUncommitted = false;
        _board.SetReceived(_tracker.State);
    }

    // On a virtual clock the order of everything is the order of the packets: what one set off, with observers or with the link, is
    // done before the next one is decoded.
    private void Interrupt(DrainEnd end)
    {
        if (_virtualClock is not null && _interruption != DrainEnd.LinkFirst) _interruption = end;
    }

    private void SetUtcOffset() =>
        _tracker.SetUtcOffset(_clock.GetUtcNow().UtcTicks - _clock.GetTicks(), _synchronisation.IsSynchronised);
}
