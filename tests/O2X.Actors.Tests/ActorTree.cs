using Akka.Actor;

namespace O2X.Actors.Tests;

/// <summary>The actors of an engine, as they were at one moment.</summary>
internal sealed class ActorTree
{
    private readonly List<ActorRefWithCell> _actors = [];

    /// <summary>Looks at the engines of a name.</summary>
    public ActorTree(ActorSystem system, string name)
    {
        foreach (var actor in ((ActorRefWithCell)((ExtendedActorSystem)system).Guardian).Children.OfType<ActorRefWithCell>())
        {
            if (actor.Path.Name.StartsWith(name + "-", StringComparison.Ordinal)) Add(actor);
        }
    }

    public int Count => _actors.Count;

    /// <summary>The paths of those that still run.</summary>
    public IEnumerable<string> Running => _actors.Where(actor => !actor.Underlying.IsTerminated).Select(actor => actor.Path.ToString());

    private void Add(ActorRefWithCell actor)
    {
        _actors.Add(actor);
        foreach (var child in actor.Children.OfType<ActorRefWithCell>()) Add(child);
    }
}
