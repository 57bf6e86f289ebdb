using Akka.Actor;
using O2X.Actors.Diagnostics;
using O2X.Actors.Execution;
using O2X.Actors.Linking;
using O2X.Links;
using O2X.Links.Profiles;

namespace O2X.Actors.Scanning;

/// <summary>
/// Scans until a vehicle is found, and never longer than it was told.
/// <code>
/// Idle      Scan                      → Starting
/// Starting  started, candidate seen   → Stopping
/// Starting  started                   → Scanning
/// Starting  failed                    → Idle       ScanFailed
/// Starting  deadline                  → Idle       ScanTimedOut (a start that answers later is stopped)
/// Starting  StopScan                  → Idle       ScanStopped  (likewise)
/// Scanning  candidate seen            → Stopping
/// Scanning  deadline                  → Stopping
/// Scanning  ended by itself           → Stopping
/// Scanning  StopScan                  → Stopping
/// Stopping  stopped, or given up      → Idle       the outcome: VehicleFound, ScanTimedOut, ScanFailed, ScanStopped
/// any       a profile fails on it     → Stopping   ScanFailed
/// any       crashed                   → Idle       ScannerCrashed
/// </code>
/// </summary>
internal sealed class ScannerActor : FSM<ScannerState, ScannerData>, IWithUnboundedStash
{
    private readonly EngineContext _context;
    private readonly IReadOnlyList<ILinkProfile> _profiles;
    private readonly ScanFilter _filter;
    private readonly IActorRef _link;
    private readonly LinkSteps _steps;
    private readonly ActorTimer _deadline;
    private readonly ActorTimer _step;

    public ScannerActor(EngineContext context)
    {
        _context = context;
        _profiles = context.Options.Profiles;
        _filter = SightingFilter.FilterFor(_profiles);
        _link = Context.Parent;
        _steps = context.StepsFor(Self);
        _deadline = context.TimerFor(Self);
        _step = context.TimerFor(Self);

        StartWith(ScannerState.Idle, ScannerData.None);
        When(ScannerState.Idle, WhenIdle);
        When(ScannerState.Starting, WhenStarting);
        When(ScannerState.Scanning, WhenScanning);
        When(ScannerState.Stopping, WhenStopping);
        WhenUnhandled(WhenAnything);
        Initialize();
    }

    public IStash Stash { get; set; } = null!;

    // A crash ends the scan, also one that it was just told to begin; the link must not wait for it for ever.
    protected override void PreRestart(Exception reason, object message)
    {
        var keepsCrashing = _context.CountCrash(_context.Crashes.Scanner, "scanner", reason);
        _link.Tell(new ScannerProtocol.ScannerCrashed(Faults.Crash("scanner", keepsCrashing), keepsCrashing));
        base.PreRestart(reason, message);
    }

    protected override void PostStop()
    {
        _deadline.Dispose();
        _step.Dispose();
        Abandon(StateData);
        base.PostStop();
    }

    private State<ScannerState, ScannerData>? WhenIdle(Event<ScannerData> e)
    {
        if (e.FsmEvent is not ScannerProtocol.Scan scan) return null;

        var (cancel, handle) = (new CancellationTokenSource(), new Opening<IAsyncDisposable>());
        ArmDeadline(scan.Deadline);
        _step.Start(_context.Options.ConnectTimeout);
        var sink = new ScanSink(scan.Epoch, Self);
        _steps.Run(
            () => handle.GiveAsync(_context.Transport.StartScanAsync(_filter, sink, cancel.Token)),
            _ => new Started(scan.Epoch),
            fault => new StartFailed(scan.Epoch, fault));
        return GoTo(ScannerState.Starting).Using(new ScannerData(scan, cancel, handle));
    }

    private State<ScannerState, ScannerData>? WhenStarting(Event<ScannerData> e)
    {
        var data = e.StateData;
        switch (e.FsmEvent)
        {
            case Started started when started.Epoch == data.Epoch:
                _step.Cancel();
                return data.Outcome is null ? GoTo(ScannerState.Scanning).Using(data) : Stop(data);
            case StartFailed failed when failed.Epoch == data.Epoch:
                return Finish(data, new ScannerProtocol.ScanFailed(data.Epoch, failed.Fault));
            case Sighted sighted when sighted.Epoch == data.Epoch:
                var early = Judge(data, sighted.Sighting);
                return Stay().Using(data with { Outcome = data.Outcome ?? early });
            case Ended ended when ended.Epoch == data.Epoch:
                return Stay().Using(data with { Outcome = data.Outcome ?? new ScannerProtocol.ScanFailed(data.Epoch, ended.Fault) });
            case ScannerProtocol.StopScan:
                return Finish(data, new ScannerProtocol.ScanStopped(data.Epoch));
            case ActorTimer.Tick tick when _deadline.Accepts(tick):
                return Finish(data, new ScannerProtocol.ScanTimedOut(data.Epoch));
            case ActorTimer.Tick tick when _step.Accepts(tick):
                return Finish(data, new ScannerProtocol.ScanFailed(
                    data.Epoch, new LinkFault(LinkLossReason.ConnectTimeout, "The scan did not start in time.")));
            default:
                return null;
        }
    }

    private State<ScannerState, ScannerData>? WhenScanning(Event<ScannerData> e)
    {
        var data = e.StateData;
        switch (e.FsmEvent)
        {
            case Sighted sighted when sighted.Epoch == data.Epoch:
                return Judge(data, sighted.Sighting) is { } outcome ? Stop(data with { Outcome = outcome }) : Stay();
            case Ended ended when ended.Epoch == data.Epoch:
                return Stop(data with { Outcome = new ScannerProtocol.ScanFailed(data.Epoch, ended.Fault) });
            case ScannerProtocol.StopScan:
                return Stop(data with { Outcome = new ScannerProtocol.ScanStopped(data.Epoch) });
            case ActorTimer.Tick tick when _deadline.Accepts(tick):
                return Stop(data with { Outcome = new ScannerProtocol.ScanTimedOut(data.Epoch) });
            default:
                return null;
        }
    }

    private State<ScannerState, ScannerData>? WhenStopping(Event<ScannerData> e)
    {
        var data = e.StateData;
        switch (e.FsmEvent)
        {
            case Stopped stopped when stopped.Epoch == data.Epoch:
            case ActorTimer.Tick tick when _step.Accepts(tick):
                return Finish(data, data.Outcome!);
            case ScannerProtocol.StopScan stop when stop.Epoch == data.Epoch:
                return Stay().Using(data with { Outcome = new ScannerProtocol.ScanStopped(data.Epoch) });
            case ScannerProtocol.Scan:
            case ScannerProtocol.StopScan:
            case ScannerProtocol.ChangeDeadline change when change.Epoch != data.Epoch:
                // Of the next scan.
                Stash.Stash();
                return Stay();
            default:
                return null;
        }
    }

    private State<ScannerState, ScannerData> WhenAnything(Event<ScannerData> e)
    {
        switch (e.FsmEvent)
        {
            case ScannerProtocol.StopScan stop:
                _link.Tell(new ScannerProtocol.ScanStopped(stop.Epoch));
                break;
            case ScannerProtocol.ChangeDeadline change when change.Epoch == e.StateData.Epoch && StateName != ScannerState.Stopping:
                ArmDeadline(change.Deadline);
                break;
            case Started:
                // A start that had been given up: it has been stopped.
                _context.Board.CountStaleEpoch();
                break;
        }

        return Stay();
    }

    /// <summary>What a sighting makes of the scan; null: it goes on.</summary>
    private object? Judge(ScannerData data, Sighting sighting)
    {
        try
        {
            var judgement = SightingFilter.Judge(sighting, _profiles, data.Scan!.Vin, data.Scan.PassOver);
            _context.Board.Sightings.Record(sighting, in judgement);
            if (_context.Board.LogsSightings)
                EngineLog.Heard(_context.Logger, EngineLog.Plain(sighting.Address), EngineLog.Plain(sighting.Name), sighting.Rssi, judgement.Outcome);
            return judgement.Profile is { } profile ? new ScannerProtocol.VehicleFound(data.Epoch, sighting, profile) : null;
        }
        catch (Exception exception)
        {
            // A bug of the profile, or a sighting that breaks the source's word.
            return new ScannerProtocol.ScanFailed(data.Epoch, LinkSteps.FaultOf(exception));
        }
    }

    private State<ScannerState, ScannerData> Stop(ScannerData data)
    {
        _deadline.Cancel();
        _step.Start(_context.Options.CloseTimeout);
        var handle = data.Handle!.Take()!;
        _steps.Run(() => handle.DisposeAsync().AsTask(), () => new Stopped(data.Epoch), _ => new Stopped(data.Epoch));
        return GoTo(ScannerState.Stopping).Using(data);
    }

    private State<ScannerState, ScannerData> Finish(ScannerData data, object outcome)
    {
        _deadline.Cancel();
        _step.Cancel();
        Abandon(data);
        _link.Tell(outcome);
        Stash.UnstashAll();
        return GoTo(ScannerState.Idle).Using(ScannerData.None);
    }

    // What starts after this is stopped at once.
    private void Abandon(ScannerData data)
    {
        if (data.Cancel is { } cancel) _steps.Cancel(cancel);
        if (data.Handle?.Take() is { } handle) _steps.Close(handle);
    }

    private void ArmDeadline(long? deadline)
    {
        if (deadline is { } at) _deadline.Start(TimeSpan.FromTicks(at - _context.Now));
        else _deadline.Cancel();
    }

    private sealed record Started(long Epoch);

    private sealed record StartFailed(long Epoch, LinkFault Fault);

    private sealed record Stopped(long Epoch);

    private sealed record Sighted(long Epoch, Sighting Sighting);

    private sealed record Ended(long Epoch, LinkFault Fault);

    private sealed class ScanSink(long epoch, IActorRef scanner) : IScanSink
    {
        public void OnSighting(Sighting sighting) => scanner.Tell(new Sighted(epoch, sighting), ActorRefs.NoSender);

        public void OnEnded(LinkFault fault) => scanner.Tell(new Ended(epoch, fault ?? Faults.Unexplained), ActorRefs.NoSender);
    }
}

/// <summary>The states of <see cref="ScannerActor"/>.</summary>
internal enum ScannerState
{
    Idle,
    Starting,
    Scanning,
    Stopping,
}

/// <summary>What the scanner owns: the scan, its cancellation, the transport's handle, and what is to be told when it has stopped.</summary>
internal sealed record ScannerData(ScannerProtocol.Scan? Scan, CancellationTokenSource? Cancel, Opening<IAsyncDisposable>? Handle)
{
    public static ScannerData None { get; } = new(null, null, null);

    public object? Outcome { get; init; }

    public long Epoch => Scan?.Epoch ?? 0;
}
