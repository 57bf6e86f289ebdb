using Akka.Actor;
using O2X.Actors;
using O2X.Benchmarks.Measurement;
using O2X.Benchmarks.Pipelines;
using O2X.Links;
using O2X.Links.Time;
using O2X.Vehicles;

namespace O2X.Benchmarks.Fleets;

/// <summary>Many engines in one actor system, each with a transport of its own.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    /// <summary>The packets that one engine is sent at a time; a connection interval's worth.</summary>
    public const int Run = 16;

    private static readonly Vin _vin = Vin.Parse("VR1AB12C3D4567890");

    private readonly ActorSystem _system;
    private readonly List<IO2XEngine> _engines;
    private readonly List<(ILinkSink Sink, Tally Tally)> _links = [];

    private Fleet(ActorSystem system, List<IO2XEngine> engines)
    {
        _system = system;
        _engines = engines;
    }

    /// <summary>Engines that seek a vehicle that is nowhere, with an observer on each stream.</summary>
    public static async Task<Fleet> AtRestAsync(int engines)
    {
        var fleet = Start(engines, () => new MemoryTransport { IsQuiet = true, IsLive = true }, new EngineOptions { Timeouts = EnginePipeline.Patient });
        foreach (var engine in fleet._engines)
        {
            engine.Information.Subscribe(_ => { });
            engine.Status.Subscribe(_ => { });
            engine.Events.Subscribe(_ => { });
            engine.Link.Subscribe(_ => { });
        }

        foreach (var engine in fleet._engines) await engine.SubscribeAsync(new SubscribeRequest { FirstTime = true, Vin = _vin });
        return fleet;
    }

    /// <summary>Engines that are linked, each with a subscriber that gets every update; with queues for a few runs, as a host of many sets them.</summary>
    public static async Task<Fleet> LinkedAsync(int engines)
    {
        var transports = new List<MemoryTransport>();
        var fleet = Start(engines, () =>
        {
            transports.Add(new MemoryTransport());
            return transports[^1];
        }, new EngineOptions { InformationInterval = TimeSpan.Zero, VinGrace = TimeSpan.Zero, QueueLimit = 64, RingBytes = 4 << 10, Timeouts = EnginePipeline.Patient });
        foreach (var (engine, transport) in fleet._engines.Zip(transports))
        {
            var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var waiting = engine.Link.Subscribe(report =>
            {
                if (report.State == LinkState.Ready) ready.TrySetResult();
            });
            await engine.SubscribeAsync(new SubscribeRequest { FirstTime = true, Vin = _vin });
            var sink = await transport.Connected;
            sink.TryWrite(Frames.Packets[0], TimeProvider.System.GetTicks());
            await ready.Task.WaitAsync(TimeSpan.FromSeconds(10));
            var tally = new Tally();
            engine.Information.Subscribe(tally);
            tally.Await(1);
            fleet._links.Add((sink, tally));
        }

        return fleet;
    }

    /// <summary>Sends about so many packets, evenly to all, in short runs; returns when each subscriber has counted each.</summary>
    public void Send(int packets)
    {
        var turns = packets / (_links.Count * Run);
        var goals = _links.ConvertAll(link => link.Tally.Count + (turns * Run));
        var now = TimeProvider.System.GetTicks();
        for (var turn = 0; turn < turns; turn++)
        {
            foreach (var (sink, _) in _links)
            {
                var spin = new SpinWait();
                for (var i = 0; i < Run; i++)
                {
                    while (!sink.TryWrite(Frames.Packets[i & 7], now)) spin.SpinOnce(sleep1Threshold: -1);
                }
            }
        }

        for (var i = 0; i < _links.Count; i++) _links[i].Tally.Await(goals[i]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var engine in _engines) await engine.DisposeAsync();
        await _system.Terminate();
    }

    private static Fleet Start(int engines, Func<ILinkTransport> transport, EngineOptions options)
    {
        var system = ActorSystem.Create("fleet", "akka.loglevel = WARNING");
        return new Fleet(system, [.. Enumerable.Range(0, engines).Select(_ => O2XEngine.Start(system, transport(), options with { Store = new O2X.Actors.Storage.MemoryVehicleStore() }))]);
    }
}
