using Akka.Actor;
using O2X.Actors;
using O2X.Benchmarks.Measurement;
using O2X.Benchmarks.Pipelines;
using O2X.Links;
using O2X.Links.Time;

namespace O2X.Benchmarks.Fleets;

/// <summary>Many engines in one actor system, each with a transport of its own.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    /// <summary>The packets that one engine is sent at a time; a connection interval's worth.</summary>
    public const int Run = 16;

    private readonly ActorSystem _system = ActorSystem.Create("fleet", "akka.loglevel = WARNING");
    private readonly List<IO2XEngine> _engines = [];
    private readonly List<(ILinkSink Sink, Tally Tally)> _links = [];

    private Fleet()
    {
    }

    /// <summary>Engines that seek a vehicle that is nowhere, with an observer on each stream.</summary>
    public static async Task<Fleet> AtRestAsync(int engines)
    {
        var fleet = new Fleet();
        for (var i = 0; i < engines; i++)
            fleet._engines.Add(O2XEngine.Start(fleet._system, new MemoryTransport { IsQuiet = true, IsLive = true }, new EngineOptions { Timeouts = LinkedEngine.Patient }));
        foreach (var engine in fleet._engines)
        {
            engine.Information.Subscribe(_ => { });
            engine.Status.Subscribe(_ => { });
            engine.Events.Subscribe(_ => { });
            engine.Link.Subscribe(_ => { });
        }

        foreach (var engine in fleet._engines) await engine.SubscribeAsync(LinkedEngine.Request);
        return fleet;
    }

    /// <summary>Engines that are linked, each with a subscriber that gets every update; with queues for a few runs, as a host of many sets them.</summary>
    public static async Task<Fleet> LinkedAsync(int engines)
    {
        var fleet = new Fleet();
        for (var i = 0; i < engines; i++)
        {
            var (engine, sink) = await LinkedEngine.StartAsync(
                fleet._system, new MemoryTransport(), LinkedEngine.EveryUpdate with { QueueLimit = 64, RingBytes = 4 << 10 });
            var tally = new Tally();
            engine.Information.Subscribe(tally);
            tally.Await(1);
            fleet._engines.Add(engine);
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
}
