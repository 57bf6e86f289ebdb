using Akka.Actor;
using O2X.Links;

namespace O2X.Actors;

/// <summary>Makes engines.</summary>
public static class O2XEngine
{
    /// <summary>Starts an engine in an actor system. It does nothing before it is subscribed to a vehicle.</summary>
    /// <param name="system">The actor system; it may hold any number of engines.</param>
    /// <param name="transport">Where vehicles are heard. The caller disposes of it, after the engine.</param>
    /// <param name="options">What the engine does.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static IO2XEngine Start(ActorSystem system, ILinkTransport transport, EngineOptions? options = null) =>
        throw new NotSupportedException();
}
