using Akka.Actor;
using O2X.Benchmarks.Peers;
using O2X.Links.Time;

namespace O2X.Benchmarks.Pipelines;

/// <summary>The plain counterpart.</summary>
internal sealed class TwoActorsPipeline : IPipeline
{
    private readonly Tally _tally = new();
    private readonly TwoActors _peer;

    public TwoActorsPipeline(ActorSystem system)
    {
        _peer = new TwoActors(system);
        _peer.Updates.Subscribe(_tally);
    }

    public string Name => "two actors, a message a packet, Subject";

    public void Run(int packets)
    {
        var goal = _tally.Count + packets;
        var now = TimeProvider.System.GetTicks();
        for (var i = 0; i < packets; i++) _peer.Write(Frames.Packets[i & 7], now);
        _tally.Await(goal);
    }

    public ValueTask DisposeAsync()
    {
        _peer.Stop();
        return ValueTask.CompletedTask;
    }
}
