using System.Globalization;
using Akka.Actor;
using O2X.Actors;
using O2X.Links.Can.Log;

namespace O2X.Benchmarks.Pipelines;

/// <summary>Generated logs through the whole engine, as the command replays them: lines a second, and memory as the log grows.</summary>
internal static class ReplayMeasurement
{
    public static async Task RunAsync(TextWriter output, params long[] sizes)
    {
        output.WriteLine("| lines | million lines/s | allocated, MiB | working set after, MiB |");
        output.WriteLine("|---|---|---|---|");
        var path = Path.GetTempFileName();
        try
        {
            foreach (var lines in sizes)
            {
                LogMaker.Write(path, lines);
                var (elapsed, bytes) = await ReplayAsync(path, lines);
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {lines:N0} | {lines / elapsed.TotalSeconds / 1e6:0.00} | {bytes / 1048576.0:0.0} | {Environment.WorkingSet / 1048576.0:0} |"));
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<(TimeSpan Elapsed, long Bytes)> ReplayAsync(string path, long lines)
    {
        var system = ActorSystem.Create("replay", "akka.loglevel = WARNING");
        await using var log = new LogTransport(new LogTransportOptions { Path = path });
        await using var engine = O2XEngine.Start(system, log);
        var told = 0L;
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        engine.Information.Subscribe(_ => told++);
        engine.Link.Subscribe(report =>
        {
            if (report.State == LinkState.Idle && report.Fault is not null) ended.TrySetResult();
        });
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = TimeProvider.System.GetTimestamp();
        await engine.SubscribeAsync(new SubscribeRequest { FirstTime = true });
        await ended.Task;
        var elapsed = TimeProvider.System.GetElapsedTime(start);
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        var decoded = engine.Counters.Decoding;
        if (decoded.Packets != lines || decoded.Invalid != 0)
            throw new InvalidOperationException($"{decoded.Packets} of {lines} packets were decoded, {decoded.Invalid} of them invalid.");
        if (told < lines / 40) throw new InvalidOperationException($"Only {told} elements were told.");
        await system.Terminate();
        return (elapsed, bytes);
    }
}
