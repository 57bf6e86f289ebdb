using Akka.Actor;

namespace O2X.Actors.Execution;

/// <summary>
/// One timer of an actor, on the engine's clock: it sends the actor a <see cref="Tick"/>. A tick that was sent before the timer was
/// started anew or cancelled is not accepted.
/// </summary>
internal sealed class ActorTimer(TimeProvider clock, IActorRef actor) : IDisposable
{
    private ITimer? _timer;
    private Tick? _awaited;

    /// <summary>Starts it, anew if it runs.</summary>
    public void Start(TimeSpan due)
    {
        Cancel();
        _awaited = new Tick(actor);
        _timer = clock.CreateTimer(
            static tick => ((Tick)tick!).Send(), _awaited, due > TimeSpan.Zero ? due : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    public void Cancel()
    {
        _awaited = null;
        _timer?.Dispose();
        _timer = null;
    }

    /// <summary>Whether a tick is the one that is awaited. It is awaited no longer.</summary>
    public bool Accepts(Tick tick)
    {
        if (!ReferenceEquals(tick, _awaited)) return false;
        Cancel();
        return true;
    }

    public void Dispose() => Cancel();

    /// <summary>The time of a timer has come.</summary>
    internal sealed class Tick(IActorRef actor)
    {
        public void Send() => actor.Tell(this, ActorRefs.NoSender);
    }
}
