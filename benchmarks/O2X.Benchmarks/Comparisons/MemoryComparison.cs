using System.Globalization;
using System.Text;
using O2X.Benchmarks.Fleets;
using O2X.Benchmarks.Measurement;
using O2X.Benchmarks.Peers;
using O2X.Benchmarks.Pipelines;
using O2X.Benchmarks.Reports;
using O2X.Links.Time;

namespace O2X.Benchmarks.Comparisons;

/// <summary>What a pipeline holds after an hour's worth of traffic, by the packets' timestamps; whatever grows with it shows.</summary>
internal static class MemoryComparison
{
    private const int PacketsASecond = 100;
    private const int Minute = 60;
    private const int Hour = 60 * Minute;

    public static Comparison Comparison { get; } = new("memory", "Memory after an hour's worth of traffic", RunAsync);

    private static async Task<Findings> RunAsync(Effort effort)
    {
        var ours = await MeasureAsync(EnginePipeline.Contender, effort.Progress);
        var rows = new List<Row>();
        var details = new StringBuilder();
        details.AppendLine(CultureInfo.InvariantCulture,
            $"{PacketsASecond} packets a second by their timestamps, to one subscriber. The bytes that live on the managed heap after a full collection, without those before the start.");
        details.AppendLine().AppendLine("| Pipeline | KiB after a minute | KiB after an hour | bytes more for each packet between |").AppendLine("|---|---|---|---|");
        Describe(EnginePipeline.Contender.Name, ours, details);
        foreach (var (_, contender) in PeerList.All)
        {
            var theirs = await MeasureAsync(contender, effort.Progress);
            Describe(contender.Name, theirs, details);
            rows.Add(Row.Of(
                $"memory after an hour's worth of traffic, against {contender.Name}", "KiB", [theirs.AfterHour], [ours.AfterHour], [theirs.AfterHour / ours.AfterHour]));
        }

        return new Findings(rows, details.AppendLine().ToString());
    }

    private static async Task<Held> MeasureAsync(Contender contender, TextWriter progress)
    {
        progress.WriteLine($"  {contender.Name}");
        await WarmUpAsync(contender);

        // What ended it may still be below on this stack, and hold it.
        await Task.Yield();
        var before = Heap.Settled();
        await using var pipeline = await contender.StartAsync(1);
        var now = TimeProvider.System.GetTicks();
        Pace.InVirtualTime(pipeline, Minute, PacketsASecond, ref now);
        var afterMinute = Heap.Settled() - before;
        Pace.InVirtualTime(pipeline, Hour - Minute, PacketsASecond, ref now);
        return new Held(afterMinute / 1024.0, (Heap.Settled() - before) / 1024.0);
    }

    // For what a library sets up but once in a process; apart, so that nothing of it is held afterwards.
    private static async Task WarmUpAsync(Contender contender)
    {
        await using var pipeline = await contender.StartAsync(1);
        Pace.AtFullSpeed(pipeline, PacketsASecond);
    }

    private static void Describe(string name, Held held, StringBuilder details) => details.AppendLine(CultureInfo.InvariantCulture,
        $"| {name} | {held.AfterMinute:N0} | {held.AfterHour:N0} | {(held.AfterHour - held.AfterMinute) * 1024 / ((Hour - Minute) * PacketsASecond):0.00} |");

    private readonly record struct Held(double AfterMinute, double AfterHour);
}
