using Akka.Actor;

namespace O2X.Actors.Tests;

/// <summary>Writes the transitions of a state machine down, in the turn in which they happen.</summary>
internal sealed class TransitionRecorder<TState> : MinimalActorRef
{
    public TransitionRecorder(ActorSystem system, string path)
    {
        Provider = ((ExtendedActorSystem)system).Provider;
        Path = Provider.TempPath();
        system.ActorSelection(path).Tell(new FSMBase.SubscribeTransitionCallBack(this), ActorRefs.NoSender);
    }

    public override ActorPath Path { get; }

    public override IActorRefProvider Provider { get; }

    public List<(TState From, TState To)> Items { get; } = [];

    protected override void TellInternal(object message, IActorRef sender)
    {
        if (message is FSMBase.Transition<TState> transition) Items.Add((transition.From, transition.To));
    }
}
