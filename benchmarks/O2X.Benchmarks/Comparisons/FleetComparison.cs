using System.Globalization;
using System.Text;
using Akka.Actor;
using O2X.Benchmarks.Fleets;
using O2X.Benchmarks.Measurement;
using O2X.Benchmarks.Pipelines;
using O2X.Benchmarks.Reports;

namespace O2X.Benchmarks.Comparisons;

/// <summary>Many vehicles on one host: memory at rest, what idling costs, throughput of all, and how long a start takes.</summary>
internal static class FleetComparison
{
    private const int Most = 10_000;
    private const int ActorsAnEngine = 4;

    public static Comparison Comparison { get; } = new("fleet", "Many engines in one process", RunAsync);

    private static async Task<Findings> RunAsync(Effort effort)
    {
        var details = new StringBuilder();
        effort.Progress.WriteLine("  memory at rest");
        var actors = await BareActors.MemoryOfOneAsync(Most * ActorsAnEngine) * ActorsAnEngine / 1024;
        var rest = await RestAsync(effort);
        details.AppendLine(CultureInfo.InvariantCulture, $"At rest {Most:N0} engines (subscribed, not linked, an Rx observer on each of four streams) take {rest.KiB:0.0} KiB each; four bare actors take {actors:0.0} KiB. ");
        details.AppendLine(CultureInfo.InvariantCulture, $"Idle they take {rest.IdlePercent:0.00} % of one core together. The start of all took {rest.Start.TotalSeconds:0.0} s.").AppendLine();
        List<Row> rows =
        [
            new("memory of an engine at rest, against 20 KiB", 20, rest.KiB, "KiB", 20 / rest.KiB) { Aim = 1, Spread = (20 / rest.KiB, 20 / rest.KiB) },
            await FirstValueAsync(effort),
        ];
        details.AppendLine("| engines | packets/s of all (median, min–max) | CPU ns a packet | bytes a packet |").AppendLine("|---|---|---|---|");
        foreach (var engines in (int[])[1, 100, Most])
        {
            effort.Progress.WriteLine($"  throughput of {engines:N0} engines");
            rows.AddRange(await ThroughputAsync(engines, effort.Budget, details));
        }

        return new Findings(rows, details.ToString());
    }

    private static async Task<(double KiB, double IdlePercent, TimeSpan Start)> RestAsync(Effort effort)
    {
        var before = Heap.Settled();
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        await using var fleet = await Fleet.AtRestAsync(Most);
        var took = clock.GetElapsedTime(start);
        var each = (Heap.Settled() - before) / 1024.0 / Most;

        using var never = new ManualResetEventSlim();
        var cpu = Environment.CpuUsage.TotalTime;
        var watched = clock.GetTimestamp();
        never.Wait(TimeSpan.FromSeconds(effort.IsQuick ? 3 : 20));
        var idle = (Environment.CpuUsage.TotalTime - cpu) / clock.GetElapsedTime(watched) * 100;
        GC.KeepAlive(fleet);
        return (each, idle, took);
    }

    private static async Task<IReadOnlyList<Row>> ThroughputAsync(int engines, Budget budget, StringBuilder details)
    {
        await using var single = await EnginePipeline.StartAsync(1);
        await using var fleet = await Fleet.LinkedAsync(engines);
        var samples = SideBySide.Measure(
            [
                new Case("one engine", packets => Pace.AtFullSpeed(single, packets)),
                new Case($"{engines} engines", fleet.Send) { Least = engines * Fleet.Run },
            ], budget);
        var rates = samples[1].Select(sample => 1e9 / sample.Nanoseconds).ToList();
        details.AppendLine(CultureInfo.InvariantCulture,
            $"| {engines:N0} | {rates.Median():N0} ({rates.Min():N0}–{rates.Max():N0}) | {samples[1].Select(sample => sample.CpuNanoseconds).Median():N0} | {samples[1].Select(sample => sample.Bytes).Median():N2} |");
        if (engines == 1) return [];
        var row = (samples[0], samples[1]).ToRow(
            $"packets of {engines:N0} engines, against a single one", "packets/s", sample => sample.Nanoseconds, nanoseconds => 1e9 / nanoseconds);
        return [row with { Aim = engines == Most ? 0.5 : null }];
    }

    // Against the start of an actor system with two actors: the least that an actor engine can take.
    private static async Task<Row> FirstValueAsync(Effort effort)
    {
        var clock = TimeProvider.System;
        List<double> theirs = [], ours = [];
        for (var round = 0; round < (effort.IsQuick ? 5 : 21); round++)
        {
            foreach (var (contender, times) in new[] { (Peers.TwoActors.Contender, theirs), (EnginePipeline.Contender, ours) })
            {
                var start = clock.GetTimestamp();
                await using var pipeline = await contender.StartAsync(1);
                Pace.AtFullSpeed(pipeline, 1);
                times.Add(clock.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        // Without the first, in which all is compiled.
        var ratios = theirs.Zip(ours, (baseline, contender) => baseline / contender).Skip(1).ToList();
        return Row.Of("start of an actor system to the first value, against two actors", "ms", theirs.Skip(1), ours.Skip(1), ratios);
    }
}
