using Akka.Actor;
using O2X.Actors;
using O2X.Links;
using O2X.Links.Time;
using O2X.Vehicles;

namespace O2X.Benchmarks.Pipelines;

/// <summary>An engine whose link to a bus in memory is ready, and every update of which is told.</summary>
internal static class LinkedEngine
{
    /// <summary>A silent bus would be taken for one that sleeps, while it is the turn of others.</summary>
    public static Timeouts Patient { get; } = new() { LooseConnection = TimeSpan.FromHours(1), Scan = TimeSpan.FromHours(1) };

    /// <summary>What is sought.</summary>
    public static SubscribeRequest Request { get; } = new() { FirstTime = true, Vin = Vin.Parse("VR1AB12C3D4567890") };

    /// <summary>Options with which every update is told.</summary>
    public static EngineOptions EveryUpdate => new() { InformationInterval = TimeSpan.Zero, VinGrace = TimeSpan.Zero, Timeouts = Patient };

    /// <summary>Starts an engine and returns when its link is ready: one packet was written.</summary>
    public static async Task<(IO2XEngine Engine, ILinkSink Sink)> StartAsync(ActorSystem system, MemoryTransport transport, EngineOptions options)
    {
        var engine = O2XEngine.Start(system, transport, options);
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var waiting = engine.Link.Subscribe(report =>
        {
            if (report.State == LinkState.Ready) ready.TrySetResult();
        });
        await engine.SubscribeAsync(Request);
        var sink = await transport.Connected;
        sink.TryWrite(Frames.Packets[0], TimeProvider.System.GetTicks());
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(10));
        return (engine, sink);
    }
}
