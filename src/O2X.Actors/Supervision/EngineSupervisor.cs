using Akka.Actor;
using O2X.Actors.Diagnostics;
using O2X.Actors.Execution;
using O2X.Actors.Linking;

namespace O2X.Actors.Supervision;

/// <summary>Keeps the link of one engine alive: whatever happens to it, it is started again and goes on with its subscription.</summary>
internal sealed class EngineSupervisor : UntypedActor
{
    private readonly EngineContext _context;
    private IActorRef _link = ActorRefs.Nobody;

    public EngineSupervisor(EngineContext context) => _context = context;

    // Without a retry limit: Akka counts within a window of real time, and the engine's time may be another. The link counts its
    // crashes itself (CrashHistory), goes on with its subscription after a backoff, and after a long one when it keeps crashing. No
    // code of others runs while it is made anew, so that this does not crash again at once.
    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(maxNrOfRetries: -1, withinTimeRange: Timeout.InfiniteTimeSpan, localOnlyDecider: _ => Directive.Restart);

    protected override void PreStart() =>
        _link = Context.ActorOf(ActorFactory<VehicleLinkActor>.PropsFor(() => new VehicleLinkActor(_context), _context.Dispatcher), "link");

    // Nothing restarts it: whatever stops it, disposal or the end of its actor system, ends the engine.
    protected override void PostStop()
    {
        EngineMeter.Remove(_context);
        _context.Ended.TrySetResult();
    }

    protected override void OnReceive(object message) => _link.Forward(message);
}
