using Akka.Actor;
using O2X.Actors;
using O2X.Benchmarks.Measurement;
using O2X.Links;

namespace O2X.Benchmarks.Pipelines;

/// <summary>The whole engine: ring, decoder, isolated subscribers, each at a pace of its own.</summary>
internal sealed class EnginePipeline : IPipeline
{
    private readonly ActorSystem _system;
    private readonly IO2XEngine _engine;
    private readonly ILinkSink _sink;

    private EnginePipeline(ActorSystem system, IO2XEngine engine, ILinkSink sink, int subscribers)
    {
        _system = system;
        _engine = engine;
        _sink = sink;
        Tallies = [.. Enumerable.Range(0, subscribers).Select(_ => new Tally())];
        foreach (var tally in Tallies)
        {
            _engine.Information.Subscribe(tally);
            tally.Await(1);
        }
    }

    public static Contender Contender { get; } = new("engine", async subscribers => await StartAsync(subscribers));

    public IReadOnlyList<Tally> Tallies { get; }

    public static async Task<EnginePipeline> StartAsync(int subscribers)
    {
        var system = ActorSystem.Create("engine", "akka.loglevel = WARNING");
        var (engine, sink) = await LinkedEngine.StartAsync(
            system, new MemoryTransport(), LinkedEngine.EveryUpdate with { QueueLimit = 4096, RingBytes = 512 << 10 });
        return new EnginePipeline(system, engine, sink, subscribers);
    }

    // As a log's player does: it waits for room without taking a core from those who make it.
    public void Write(byte[] packet, long timestamp)
    {
        while (!_sink.TryWrite(packet, timestamp))
        {
            if (!_sink.DrainedAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult()) throw new InvalidOperationException("The link is over.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _system.Terminate();
    }
}
