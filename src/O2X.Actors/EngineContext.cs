using Akka.Actor;
using Microsoft.Extensions.Logging;
using O2X.Actors.Decoding;
using O2X.Actors.Diagnostics;
using O2X.Actors.Execution;
using O2X.Actors.Linking;
using O2X.Actors.Storage;
using O2X.Actors.Streams;
using O2X.Actors.Supervision;
using O2X.Links;
using O2X.Links.Time;

namespace O2X.Actors;

/// <summary>What the actors of one engine share.</summary>
/// <param name="Transport">Where vehicles are heard.</param>
/// <param name="Options">What the engine does.</param>
/// <param name="Dispatcher">The id of the dispatcher of all its actors.</param>
/// <param name="Board">What everybody may read.</param>
/// <param name="Streams">The four streams.</param>
/// <param name="Session">The decoder's work.</param>
/// <param name="Seat">What the link does not lose when its actor crashes.</param>
/// <param name="Store">Saves what survives a restart.</param>
/// <param name="Logger">Where the engine logs; VINs are masked.</param>
internal sealed record EngineContext(
    ILinkTransport Transport,
    EngineOptions Options,
    string Dispatcher,
    EngineBoard Board,
    EngineStreams Streams,
    DecodingSession Session,
    LinkSeat Seat,
    StoreWriter Store,
    ILogger Logger)
{
    /// <summary>What the transport is. It is asked once, as for its clock: later it might throw.</summary>
    public TransportInfo Source { get; } = Transport.Info;

    public TimeProvider Clock { get; } = Transport.Clock;

    /// <summary>What outlives the actors that crash.</summary>
    public Crashes Crashes { get; } = new();

    /// <summary>Completes when the engine's actors have ended for good, whatever ended them.</summary>
    public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The present, in ticks of the engine's clock.</summary>
    public long Now => Clock.GetTicks();

    public ActorTimer TimerFor(IActorRef actor) => new(Clock, actor);

    public LinkSteps StepsFor(IActorRef actor) => new(Clock, actor);

    /// <summary>Counts and logs a crash; for the actor that crashed.</summary>
    /// <returns>Whether it keeps crashing.</returns>
    public bool CountCrash(CrashHistory history, string part, Exception reason)
    {
        var keepsCrashing = history.Add(Now);
        if (keepsCrashing) EngineLog.ActorKeepsCrashing(Logger, reason, part, history.Count);
        else EngineLog.ActorCrashed(Logger, reason, part);
        return keepsCrashing;
    }
}
