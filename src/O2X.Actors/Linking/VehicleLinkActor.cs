using Akka.Actor;
using O2X.Actors.Decoding;
using O2X.Actors.Diagnostics;
using O2X.Actors.Execution;
using O2X.Actors.Scanning;
using O2X.Actors.Supervision;
using O2X.Links;
using O2X.Vehicles;

namespace O2X.Actors.Linking;

/// <summary>
/// The link to the one vehicle that is subscribed to. It leaves every state by a message, a timer or a child's answer; every scan and
/// attempt has an epoch, and an answer of an older one is dropped and its link closed.
/// <code>
/// Idle               subscribed, source usable          → Scanning
/// Idle               subscribed, source not usable      → WaitingForAdapter
/// WaitingForAdapter  source usable                      → Scanning
/// Scanning           vehicle found                      → Connecting
/// Scanning           scan timeout, end of source        → Idle
/// Scanning           scan failed, or scanner crashed    → Backoff
/// Scanning           unsubscribed, shut down            → Closing, then Idle
/// Connecting         connected                          → Verifying
/// Connecting         failed                             → Backoff (Idle when the scan timeout or the source's end has come)
/// Connecting         took too long                      → Closing, then Backoff
/// Verifying          open, VIN settled, first packet    → Ready
/// Verifying          failed, or took too long           → Closing, then Backoff
/// Verifying          another vehicle                    → Closing, then Scanning (it is passed over)
/// Connecting, Verifying   decoder keeps crashing        → Closing, then Backoff (long)
/// Ready              lost, silent                       → Stale
/// Ready              end of source                      → Closing, then Idle
/// Ready              decoder keeps crashing             → Stale, then Backoff (long)
/// Stale              closed, or given up                → Scanning
/// Backoff            time is over                       → Scanning
/// any with a subscription   source not usable           → WaitingForAdapter (by Stale or Closing where a link is open)
/// any with a subscription   unsubscribed, shut down     → Idle (by Closing where something is open; Stale closes already)
/// Idle               restarted after a crash            → Backoff, with the subscription that there was
/// </code>
/// A decoder that crashes is started again and keeps its link. The third crash of an actor within a minute makes its backoff a long
/// one (<see cref="CrashHistory"/>, <see cref="BackoffPolicy"/>), and for the decoder ends the link.
/// </summary>
internal sealed partial class VehicleLinkActor : FSM<LinkState, LinkData>, IWithUnboundedStash
{
    private readonly EngineContext _context;
    private readonly EngineOptions _options;
    private readonly EngineBoard _board;
    private readonly LinkSeat _seat;
    private readonly LinkSteps _steps;
    private readonly ActorTimer _stepTimer;
    private readonly ActorTimer _graceTimer;
    private readonly ActorTimer _watchdog;
    private readonly ActorTimer _saveTimer;
    private readonly Random _jitter;
    private IActorRef _scanner = ActorRefs.Nobody;
    private IActorRef _decoder = ActorRefs.Nobody;
    private TransportWatch? _watch;
    private TransportState _transport = new(Availability.Absent, "The state of the source is not known yet.");

    public VehicleLinkActor(EngineContext context)
    {
        _context = context;
        _options = context.Options;
        _board = context.Board;
        _seat = context.Seat;
        _steps = context.StepsFor(Self);
        _stepTimer = context.TimerFor(Self);
        _graceTimer = context.TimerFor(Self);
        _watchdog = context.TimerFor(Self);
        _saveTimer = context.TimerFor(Self);
        _jitter = new Random(_options.Seed ?? System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue));

        StartWith(LinkState.Idle, LinkData.Nothing.Instance);
        When(LinkState.Idle, WhenIdle);
        When(LinkState.WaitingForAdapter, WhenWaitingForAdapter);
        When(LinkState.Scanning, WhenScanning);
        When(LinkState.Connecting, WhenConnecting);
        When(LinkState.Verifying, WhenVerifying);
        When(LinkState.Ready, WhenReady);
        When(LinkState.Stale, WhenLeaving);
        When(LinkState.Closing, WhenLeaving);
        When(LinkState.Backoff, WhenBackingOff);
        WhenUnhandled(WhenAnything);
        Initialize();
    }

    public IStash Stash { get; set; } = null!;

    private Subscription Subscription
    {
        get => _seat.Subscription!;
        set => _seat.Subscription = value;
    }

    private bool IsSourceUsable => _transport.Availability == Availability.On;

    // The scanner ends a scan by crashing, and says so; the decoder's work outlives its actor, and it says when it keeps crashing.
    // Neither is limited in its restarts by Akka: a window on the real clock would count what lies minutes apart on another. Crashes
    // are counted by the actors themselves on the engine's clock, and what follows from them is a transition of this one.
    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(maxNrOfRetries: -1, withinTimeRange: Timeout.InfiniteTimeSpan, localOnlyDecider: _ => Directive.Restart);

    protected override void PreStart()
    {
        _decoder = Context.ActorOf(ActorFactory<DecoderActor>.PropsFor(() => new DecoderActor(_context), _context.Dispatcher), "decoder");
        _scanner = Context.ActorOf(ActorFactory<ScannerActor>.PropsFor(() => new ScannerActor(_context), _context.Dispatcher), "scanner");
        _watch = new TransportWatch(_context.Transport, Self, _board);
        _transport = _watch.Latest;
        if (_seat.Subscription is not null) Self.Tell(new Resume());
        base.PreStart();
    }

    // Whoever waits for an answer gets it: the restarted actor knows nothing of them.
    protected override void PreRestart(Exception reason, object message)
    {
        try
        {
            var keepsCrashing = _context.CountCrash(_context.Crashes.Link, "link", reason);
            (StateData as LinkData.Linking)?.Attempt.Activity?.Fail(Faults.Crash("link", keepsCrashing));
            if (StateData is LinkData.Accepting accepting) Refuse(accepting, reason.Message);
            else if (StateData is LinkData.Leaving { Next: AfterLeaving.EndSubscription } leaving && _seat.Subscription is not null)
                EndSubscription(leaving.Fault, leaving.Waiting);
        }
        finally
        {
            base.PreRestart(reason, message);
        }
    }

    protected override void PostStop()
    {
        var attempt = (StateData as LinkData.Linking)?.Attempt ?? (StateData as LinkData.Leaving)?.Attempt;
        if (attempt is not null) Abandon(attempt);
        _watch?.Dispose();
        _stepTimer.Dispose();
        _graceTimer.Dispose();
        _watchdog.Dispose();
        _saveTimer.Dispose();
        base.PostStop();
    }

    private State<LinkState, LinkData>? WhenWaitingForAdapter(Event<LinkData> e)
    {
        switch (e.FsmEvent)
        {
            case LinkProtocol.TransportChanged changed when changed.State != _transport:
                _transport = changed.State;
                // What was waited for has come, or what is waited for now is told anew.
                Subscription = Subscription with { Fault = null };
                return Seek();
            default:
                return WhenNothingIsOpen(e.FsmEvent);
        }
    }

    private State<LinkState, LinkData>? WhenScanning(Event<LinkData> e)
    {
        switch (e.FsmEvent)
        {
            case ScannerProtocol.VehicleFound found when found.Epoch == _seat.Epoch:
                return Connect(found);
            case ScannerProtocol.ScanTimedOut timedOut when timedOut.Epoch == _seat.Epoch:
                return EndSubscription(Faults.ScanTimeout(_board.Timeouts.Scan), []);
            case ScannerProtocol.ScanFailed failed when failed.Epoch == _seat.Epoch:
                return AttemptFailed(failed.Fault);
            case ScannerProtocol.ScannerCrashed crashed:
                // What it has not begun yet is not to begin any more.
                _scanner.Tell(new ScannerProtocol.StopScan(_seat.Epoch));
                return AttemptFailed(crashed.Fault, crashed.KeepsCrashing);
            case LinkProtocol.TransportChanged changed:
                _transport = changed.State;
                if (IsSourceUsable) return Stay();
                _scanner.Tell(new ScannerProtocol.StopScan(_seat.Epoch));
                return Seek();
            case LinkProtocol.SetTimeouts set:
                ChangeTimeouts(set);
                _scanner.Tell(new ScannerProtocol.ChangeDeadline(_seat.Epoch, Subscription.SearchDeadline(_board.Timeouts)));
                return Stay();
            case LinkProtocol.Unsubscribe unsubscribe when IsOwner(unsubscribe):
                return StopScanning(null, UnsubscribeReply.Unsubscribed);
            case LinkProtocol.Shutdown:
                return StopScanning(Faults.Shutdown, new LinkProtocol.ShutDown());
            default:
                return null;
        }
    }

    private State<LinkState, LinkData>? WhenBackingOff(Event<LinkData> e)
    {
        switch (e.FsmEvent)
        {
            case ActorTimer.Tick tick when _stepTimer.Accepts(tick):
                return Seek();
            case LinkProtocol.TransportChanged changed:
                _transport = changed.State;
                return IsSourceUsable ? Stay() : Seek();
            case LinkProtocol.SetTimeouts set:
                ChangeTimeouts(set);
                ArmBackoff(((LinkData.Seeking)e.StateData).ResumeAt);
                return Stay();
            default:
                return WhenNothingIsOpen(e.FsmEvent);
        }
    }

    /// <summary>A subscription ends at once where nothing has to be closed first.</summary>
    private State<LinkState, LinkData>? WhenNothingIsOpen(object message) => message switch
    {
        LinkProtocol.Unsubscribe unsubscribe when IsOwner(unsubscribe) =>
            EndSubscription(null, [(Sender, UnsubscribeReply.Unsubscribed)]),
        LinkProtocol.Shutdown => EndSubscription(Faults.Shutdown, [(Sender, new LinkProtocol.ShutDown())]),
        _ => null,
    };

    /// <summary>Begins a scan, or waits for the source if it is not usable.</summary>
    private State<LinkState, LinkData> Seek()
    {
        _stepTimer.Cancel();
        if (!IsSourceUsable)
        {
            // What failed because the source was about to go was no attempt (decisions.md D20).
            Subscription = Subscription with { SearchBegan = null, Failures = 0, Fault = Faults.Of(_transport) };
            Report(LinkState.WaitingForAdapter);
            return StateName == LinkState.WaitingForAdapter
                ? Stay()
                : GoTo(LinkState.WaitingForAdapter).Using(new LinkData.Seeking());
        }

        Subscription = Subscription.Searching(_context.Now);
        _scanner.Tell(new ScannerProtocol.Scan(
            ++_seat.Epoch, Subscription.Vin, Subscription.SearchDeadline(_board.Timeouts), Subscription.PassOver));
        Report(LinkState.Scanning);
        return GoTo(LinkState.Scanning).Using(new LinkData.Seeking());
    }

    private State<LinkState, LinkData> StopScanning(LinkFault? fault, object answer)
    {
        _scanner.Tell(new ScannerProtocol.StopScan(_seat.Epoch));
        return Leave(LinkState.Closing, new LinkData.Leaving(AfterLeaving.EndSubscription)
        {
            IsScanOpen = true,
            Fault = fault,
            Waiting = [(Sender, answer)],
        });
    }

    /// <summary>An attempt, or the scan before it, failed and nothing is open: waits, unless there is nothing to wait for.</summary>
    private State<LinkState, LinkData> AttemptFailed(LinkFault fault, bool keepsCrashing = false)
    {
        if (fault.Reason == LinkLossReason.EndOfSource) return EndSubscription(fault, []);
        Subscription = Subscription.Failed(fault, keepsCrashing);
        return BackOff();
    }

    private State<LinkState, LinkData> BackOff()
    {
        if (!IsSourceUsable) return Seek();
        var now = _context.Now;
        if (Subscription.SearchDeadline(_board.Timeouts) <= now) return EndSubscription(Faults.ScanTimeout(_board.Timeouts.Scan), []);

        var delay = BackoffPolicy.DelayFor(Subscription.FailureClass, Subscription.Failures, _jitter.NextDouble());
        var resumeAt = now + delay.Ticks;
        ArmBackoff(resumeAt);
        Report(LinkState.Backoff, nextAttemptIn: delay);
        return GoTo(LinkState.Backoff).Using(new LinkData.Seeking(resumeAt));
    }

    // The search ends at its time also while it waits; the scan that begins then finds its deadline come.
    private void ArmBackoff(long resumeAt)
    {
        var until = Math.Min(resumeAt, Subscription.SearchDeadline(_board.Timeouts) ?? long.MaxValue);
        _stepTimer.Start(TimeSpan.FromTicks(until - _context.Now));
    }

    private void Report(LinkState linkState, TimeSpan? nextAttemptIn = null, LinkAttempt? attempt = null, bool isVerified = false)
    {
        var report = new LinkReport(linkState, _context.Clock.GetUtcNow())
        {
            Fault = _seat.Subscription?.Fault,
            Vin = _seat.Subscription?.Vin,
            FailedAttempts = _seat.Subscription?.Failures ?? 0,
            Address = attempt?.Sighting.Address,
            Rssi = attempt?.Sighting.Rssi,
            IsVerified = isVerified,
            NextAttemptIn = nextAttemptIn,
        };
        Post(report);
    }

    private void Post(LinkReport report)
    {
        if (report.Fault is { } fault)
            EngineLog.LinkTroubled(_context.Logger, report.State, report.Vin, fault.Reason, EngineLog.Masked(fault.Detail, report.Vin));
        else
            EngineLog.LinkChanged(_context.Logger, report.State, report.Vin);
        _board.Report = report;
        _context.Streams.Link.PublishAndKeep(report);
    }

    /// <summary>A crash interrupted the work; it goes on.</summary>
    private sealed record Resume;
}
