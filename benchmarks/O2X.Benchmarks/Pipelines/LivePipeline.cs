using Akka.Actor;
using O2X.Actors;
using O2X.Benchmarks.Measurement;
using O2X.Links;
using O2X.Links.Time;

namespace O2X.Benchmarks.Pipelines;

/// <summary>An engine on a live bus: every packet is decoded, and subscribers that are slower get the newest states.</summary>
internal sealed class LivePipeline : IAsyncDisposable
{
    // A part of the ring: what does not fit into it would be lost, as on a real bus.
    private const int Window = 256;

    private readonly ActorSystem _system;
    private readonly IO2XEngine _engine;
    private readonly ILinkSink _sink;
    private readonly ManualResetEventSlim _end = new();
    private readonly List<Tally> _tallies;
    private readonly long _unsent;
    private long _sent;

    private LivePipeline(ActorSystem system, IO2XEngine engine, ILinkSink sink, int subscribers, int stalled)
    {
        _system = system;
        _engine = engine;
        _sink = sink;
        _sent = engine.Counters.Decoding.Packets;
        _tallies = [.. Enumerable.Range(0, subscribers).Select(_ => new Tally())];
        for (var i = 0; i < stalled; i++) _engine.Information.Subscribe(_ => _end.Wait());
        foreach (var tally in _tallies) _engine.Information.Subscribe(tally);
        _tallies[0].Await(1);
        _unsent = _tallies[0].Newest - _sent;
    }

    /// <summary>The part of the states that a subscriber was told.</summary>
    public double ToldPercent => _tallies.Average(tally => tally.Count) / _sent * 100;

    public static async Task<LivePipeline> StartAsync(int subscribers, int stalled)
    {
        var system = ActorSystem.Create("live", "akka.loglevel = WARNING");
        var (engine, sink) = await LinkedEngine.StartAsync(system, new MemoryTransport { IsLive = true }, LinkedEngine.EveryUpdate);
        return new LivePipeline(system, engine, sink, subscribers, stalled);
    }

    /// <summary>Sends so many packets and returns when each was decoded and each subscriber has the newest state.</summary>
    public void Send(int packets)
    {
        var now = TimeProvider.System.GetTicks();
        var decoded = _sent;
        var spin = new SpinWait();
        for (var i = 0; i < packets; i++)
        {
            while (_sent - decoded >= Window)
            {
                decoded = _engine.Counters.Decoding.Packets;
                if (_sent - decoded >= Window) spin.SpinOnce(sleep1Threshold: -1);
            }

            if (!_sink.TryWrite(Frames.Packets[_sent & 7], now)) throw new InvalidOperationException("A packet was lost.");
            _sent++;
        }

        while (_engine.Counters.Decoding.Packets < _sent) spin.SpinOnce(sleep1Threshold: -1);
        // Each packet of the pattern refreshes something, and so counts.
        var newest = _unsent + _sent;
        foreach (var tally in _tallies)
        {
            while (tally.Newest < newest) spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _end.Set();
        await _engine.DisposeAsync();
        await _system.Terminate();
    }
}
