using Akka.Actor;
using O2X.Actors;
using O2X.Links.Can.Log;

namespace O2X.Benchmarks.Replays;

/// <summary>A log through the whole engine to one subscriber.</summary>
internal static class EngineReader
{
    /// <summary>Replays a log to its end.</summary>
    /// <param name="path">The log.</param>
    /// <param name="interval">The least time of the log between two elements; 0: every update.</param>
    /// <returns>How many frames were decoded, and how many elements told.</returns>
    public static async Task<(long Lines, long Updates)> ReadAsync(string path, TimeSpan interval)
    {
        var system = ActorSystem.Create("replay", "akka.loglevel = WARNING");
        await using var log = new LogTransport(new LogTransportOptions { Path = path });
        await using var engine = O2XEngine.Start(system, log, new EngineOptions { InformationInterval = interval, VinGrace = TimeSpan.Zero });
        var told = 0L;
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        engine.Information.Subscribe(_ => told++);
        engine.Link.Subscribe(report =>
        {
            if (report.State == LinkState.Idle && report.Fault is not null) ended.TrySetResult();
        });
        await engine.SubscribeAsync(new SubscribeRequest { FirstTime = true });
        await ended.Task;
        var decoded = engine.Counters.Decoding;
        if (decoded.Invalid != 0) throw new InvalidOperationException($"{decoded.Invalid} packets were invalid.");
        await system.Terminate();
        return (decoded.Packets, told);
    }
}
