using Akka.Actor;

namespace O2X.Actors.Execution;

/// <summary>Makes an actor by a delegate: no expression is compiled and nothing reflected, for each of many engines.</summary>
internal sealed class ActorFactory<T>(Func<T> make) : IIndirectActorProducer
    where T : ActorBase
{
    public Type ActorType => typeof(T);

    public ActorBase Produce() => make();

    public void Release(ActorBase actor)
    {
    }

    public static Props PropsFor(Func<T> make, string dispatcher) =>
        Props.CreateBy(new ActorFactory<T>(make)).WithDispatcher(dispatcher);
}
