using Akka.Actor;
using BenchmarkDotNet.Attributes;
using O2X.Actors;
using O2X.Benchmarks.Peers;
using O2X.Links;
using O2X.Links.Time;
using O2X.Vehicles;

namespace O2X.Benchmarks;

/// <summary>A packet from the transport to one subscriber: every update is delivered and counted on both sides, none may be lost.</summary>
[MemoryDiagnoser]
[SimpleJob(warmupCount: 5, iterationCount: 15)]
public class PipelineBenchmarks
{
    private const int Packets = 1_000_000;

    private static readonly Vin _vin = Vin.Parse("VR1AB12C3D4567890");

    private readonly Tally _tally = new();
    private ActorSystem _system = null!;
    private TwoActors _peer = null!;
    private IO2XEngine _engine = null!;
    private ILinkSink _sink = null!;

    [GlobalSetup]
    public async Task SetUp()
    {
        _system = ActorSystem.Create("benchmark", "akka.loglevel = WARNING");
        _peer = new TwoActors(_system);
        _peer.Updates.Subscribe(_tally);

        var transport = new MemoryTransport();
        _engine = O2XEngine.Start(_system, transport, new EngineOptions
        {
            InformationInterval = TimeSpan.Zero,
            VinGrace = TimeSpan.Zero,
            QueueLimit = 16384,
            RingBytes = 1 << 20,
        });
        var ready = new TaskCompletionSource();
        using var waiting = _engine.Link.Subscribe(report =>
        {
            if (report.State == LinkState.Ready) ready.TrySetResult();
        });
        await _engine.SubscribeAsync(new SubscribeRequest { FirstTime = true, Vin = _vin });
        _sink = await transport.Connected;
        _sink.TryWrite(Frames.Packets[0], TimeProvider.System.GetTicks());
        await ready.Task;
        _engine.Information.Subscribe(_tally);
        _tally.AwaitQuiet();
    }

    [GlobalCleanup]
    public async Task CleanUp()
    {
        await _engine.DisposeAsync();
        await _system.Terminate();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Packets, Description = "two actors, a message a packet, Subject")]
    public void TwoActorsAndSubject()
    {
        var goal = _tally.Count + Packets;
        var now = TimeProvider.System.GetTicks();
        for (var i = 0; i < Packets; i++) _peer.Write(Frames.Packets[i & 7], now);
        _tally.Await(goal);
    }

    [Benchmark(OperationsPerInvoke = Packets, Description = "the engine")]
    public void Engine()
    {
        var goal = _tally.Count + Packets;
        var now = TimeProvider.System.GetTicks();
        var spin = new SpinWait();
        for (var i = 0; i < Packets; i++)
        {
            while (!_sink.TryWrite(Frames.Packets[i & 7], now)) spin.SpinOnce(sleep1Threshold: -1);
        }

        _tally.Await(goal);
    }
}
