using Akka.Actor;
using O2X.Actors.Execution;
using O2X.Links.Time;
using O2X.Vehicles;
using O2X.Vehicles.Decoding;

namespace O2X.Actors.Decoding;

/// <summary>
/// Turns packets into values, in batches. The work and everything worth keeping is in <see cref="DecodingSession"/>: a crash restarts
/// this actor, the link stands, and the next packet is decoded as if nothing had been.
/// </summary>
internal sealed class DecoderActor : UntypedActor, IDecodingListener
{
    /// <summary>The most packets of one turn; then others have theirs.</summary>
    private const int Budget = 1024;

    private readonly EngineContext _context;
    private readonly DecodingSession _session;
    private readonly ActorTimer _timer;
    private readonly IActorRef _self;
    private readonly IActorRef _link;
    private long _armedFor = long.MaxValue;
    private int _waitsForRoom;

    public DecoderActor(EngineContext context)
    {
        _context = context;
        _session = context.Session;
        _self = Self;
        _link = Context.Parent;
        _timer = context.TimerFor(Self);
    }

    private long Epoch => _session.Sink?.Epoch ?? 0;

    void IDecodingListener.OnFirstPacket() => _link.Tell(new DecoderProtocol.FirstPacket(Epoch));

    void IDecodingListener.OnVinHeard(Vin vin) => _link.Tell(new DecoderProtocol.VinHeard(Epoch, vin));

    void IDecodingListener.OnInvalidData(DecodeCounters counters) => _link.Tell(new DecoderProtocol.InvalidData(Epoch, counters));

    void IDecodingListener.OnWorthSaving() => _link.Tell(new DecoderProtocol.WorthSaving(Epoch));

    protected override void PreStart()
    {
        _session.ListenedToBy(this);
        _context.Streams.Information.Drained = OnObserverDrained;
        if (_session.Sink is { } sink) Self.Tell(sink.DrainMessage);
    }

    // The link stands, unless this goes on and on; then what is known may be what it breaks on, and is not kept either.
    protected override void PreRestart(Exception reason, object message)
    {
        if (_context.CountCrash(_context.Crashes.Decoder, "decoder", reason))
        {
            _session.Distrust();
            _link.Tell(new DecoderProtocol.KeepsCrashing(Epoch));
        }

        base.PreRestart(reason, message);
    }

    protected override void PostStop() => _timer.Dispose();

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case DecoderProtocol.Drain drain:
                if (ReferenceEquals(drain.Sink, _session.Sink)) Drain();
                break;
            case DecoderProtocol.RoomAgain:
                if (_session.Sink is not null) Drain();
                break;
            case ActorTimer.Tick tick:
                if (!_timer.Accepts(tick)) return;
                _armedFor = long.MaxValue;
                break;
            case DecoderProtocol.Attach attach:
                _session.Attach(attach.Sink, attach.Payload, attach.Vin);
                break;
            case DecoderProtocol.Publish publish:
                if (publish.Epoch == Epoch) _session.Publish(publish.Vin);
                break;
            case DecoderProtocol.Detach detach:
                if (detach.DecodeRest && detach.Epoch == Epoch && _session.Sink!.HasPending) _session.IsEnding = true;
                else Detach(detach.Epoch);
                break;
            case DecoderProtocol.ChangeOptions change:
                _session.ChangeOptions(change.Options);
                break;
            case DecoderProtocol.Forget:
                _session.Forget();
                break;
            default:
                Unhandled(message);
                break;
        }

        ArmTimer();
    }

    private void Drain()
    {
        var sink = _session.Sink!;
        switch (_session.Drain(Budget))
        {
            case DrainEnd.MoreToDo:
                Self.Tell(sink.DrainMessage);
                break;
            case DrainEnd.LinkFirst:
                _link.Tell(new DecoderProtocol.Echo(sink.DrainMessage));
                break;
            case DrainEnd.NoRoom:
                WaitForRoom(sink);
                break;
            case DrainEnd.Empty when !sink.TrySleep():
                Self.Tell(sink.DrainMessage);
                break;
            case DrainEnd.Empty when _session.IsEnding:
                Detach(sink.Epoch);
                break;
        }
    }

    private void WaitForRoom(LinkSink sink)
    {
        Volatile.Write(ref _waitsForRoom, 1);
        Interlocked.MemoryBarrier();
        if (_session.HasRoom && Interlocked.Exchange(ref _waitsForRoom, 0) != 0) Self.Tell(sink.DrainMessage);
    }

    // Called by whatever thread emptied an observer's queue.
    private void OnObserverDrained()
    {
        if (Volatile.Read(ref _waitsForRoom) != 0 && _session.HasRoom && Interlocked.Exchange(ref _waitsForRoom, 0) != 0)
            _self.Tell(DecoderProtocol.RoomAgain.Instance, ActorRefs.NoSender);
    }

    private void Detach(long epoch)
    {
        try
        {
            if (epoch == Epoch) _session.Detach();
        }
        finally
        {
            _link.Tell(new DecoderProtocol.Detached(epoch));
        }
    }

    // Time that has come is only let pass when no packet waits: one that arrived before it comes first.
    private void ArmTimer()
    {
        var deadline = _session.NextDeadline;
        if (deadline <= _context.Now)
        {
            if (_session.Sink is { HasPending: true }) return;
            _session.Advance(_context.Now);
            deadline = _session.NextDeadline;
        }

        if (deadline == _armedFor) return;
        _armedFor = deadline;
        if (deadline == long.MaxValue) _timer.Cancel();
        else _timer.Start(TimeSpan.FromTicks(deadline - _context.Now));
    }
}
