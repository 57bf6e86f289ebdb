using Akka.Actor;
using O2X.Actors;
using O2X.Benchmarks.Measurement;
using O2X.Links;
using O2X.Links.Time;
using O2X.Vehicles;

namespace O2X.Benchmarks.Pipelines;

/// <summary>The whole engine: ring, decoder, isolated subscribers, each with a queue of its own.</summary>
internal sealed class EnginePipeline : IPipeline
{
    /// <summary>A silent bus would be taken for one that sleeps, while it is the turn of others.</summary>
    public static readonly Timeouts Patient = new() { LooseConnection = TimeSpan.FromHours(1), Scan = TimeSpan.FromHours(1) };

    private static readonly Vin _vin = Vin.Parse("VR1AB12C3D4567890");

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
        var transport = new MemoryTransport();
        var engine = O2XEngine.Start(system, transport, new EngineOptions
        {
            InformationInterval = TimeSpan.Zero,
            VinGrace = TimeSpan.Zero,
            QueueLimit = 4096,
            RingBytes = 512 << 10,
            Timeouts = Patient,
        });
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var waiting = engine.Link.Subscribe(report =>
        {
            if (report.State == LinkState.Ready) ready.TrySetResult();
        });
        await engine.SubscribeAsync(new SubscribeRequest { FirstTime = true, Vin = _vin });
        var sink = await transport.Connected;
        sink.TryWrite(Frames.Packets[0], TimeProvider.System.GetTicks());
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(10));
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
