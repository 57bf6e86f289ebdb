using Akka.Actor;
using O2X.Actors;
using O2X.Links;
using O2X.Links.Time;
using O2X.Vehicles;

namespace O2X.Benchmarks.Pipelines;

/// <summary>The whole engine: ring, decoder, isolated subscriber with a queue of its own.</summary>
internal sealed class EnginePipeline : IPipeline
{
    private static readonly Vin _vin = Vin.Parse("VR1AB12C3D4567890");

    private readonly Tally _tally = new();
    private readonly IO2XEngine _engine;
    private readonly ILinkSink _sink;

    private EnginePipeline(IO2XEngine engine, ILinkSink sink)
    {
        _engine = engine;
        _sink = sink;
        _engine.Information.Subscribe(_tally);
        _tally.Await(1);
    }

    public string Name => "engine";

    public static async Task<EnginePipeline> StartAsync(ActorSystem system)
    {
        var transport = new MemoryTransport();
        var engine = O2XEngine.Start(system, transport, new EngineOptions
        {
            InformationInterval = TimeSpan.Zero,
            VinGrace = TimeSpan.Zero,
            QueueLimit = 4096,
            RingBytes = 512 << 10,
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
        return new EnginePipeline(engine, sink);
    }

    public void Run(int packets)
    {
        var goal = _tally.Count + packets;
        var now = TimeProvider.System.GetTicks();
        var spin = new SpinWait();
        for (var i = 0; i < packets; i++)
        {
            while (!_sink.TryWrite(Frames.Packets[i & 7], now)) spin.SpinOnce(sleep1Threshold: -1);
        }

        _tally.Await(goal);
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();
}
