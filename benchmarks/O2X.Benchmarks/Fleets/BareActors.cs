using Akka.Actor;

namespace O2X.Benchmarks.Fleets;

/// <summary>What an actor takes that does nothing: a floor for what is made of actors.</summary>
internal static class BareActors
{
    public static async Task<double> MemoryOfOneAsync(int actors)
    {
        var system = ActorSystem.Create("bare", "akka.loglevel = WARNING");
        var before = Heap.Settled();
        for (var i = 0; i < actors; i++) system.ActorOf(Props.Create<Idle>());
        var last = system.ActorOf(Props.Create<Idle>());
        await last.Ask<ActorIdentity>(new Identify(null), TimeSpan.FromMinutes(1));
        var each = (Heap.Settled() - before) / (double)actors;
        await system.Terminate();
        return each;
    }

    private sealed class Idle : ReceiveActor;
}
