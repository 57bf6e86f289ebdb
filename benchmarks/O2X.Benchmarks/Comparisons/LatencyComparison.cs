using System.Globalization;
using System.Text;
using O2X.Benchmarks.Measurement;
using O2X.Benchmarks.Peers;
using O2X.Benchmarks.Pipelines;
using O2X.Benchmarks.Reports;

namespace O2X.Benchmarks.Comparisons;

/// <summary>From the transport to one subscriber at 10,000 packets a second: time and processor time.</summary>
internal static class LatencyComparison
{
    private const int PacketsASecond = 10_000;

    private static readonly string[] _peers = ["akka", "channels", "rx", "proto"];

    public static Comparison Comparison { get; } = new("latency", "10,000 packets a second", RunAsync);

    private static async Task<Findings> RunAsync(Effort effort)
    {
        var contenders = PeerList.All.Where(peer => _peers.Contains(peer.Key)).Prepend(("engine", EnginePipeline.Contender)).ToList();
        var pipelines = new List<IPipeline>();
        try
        {
            foreach (var (_, contender) in contenders) pipelines.Add(await contender.StartAsync(1));
            return Measure(effort, contenders, pipelines);
        }
        finally
        {
            foreach (var pipeline in pipelines) await pipeline.DisposeAsync();
        }
    }

    private static Findings Measure(Effort effort, List<(string Key, Contender Contender)> contenders, List<IPipeline> pipelines)
    {
        var (rounds, packets) = effort.IsQuick ? (5, PacketsASecond / 2) : (11, PacketsASecond * 2);
        foreach (var pipeline in pipelines) Pace.AtFullSpeed(pipeline, 200_000);
        var measured = pipelines.Select(_ => new List<Round>()).ToArray();
        var pace = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            effort.Progress.WriteLine($"  round {round + 1} of {rounds}");
            pace.Add(MeasureOnce(null, packets).Cpu);
            for (var i = 0; i < pipelines.Count; i++) measured[i].Add(MeasureOnce(pipelines[i], packets));
        }

        int PositionOf(string key) => contenders.FindIndex(contender => contender.Key == key);
        Row RowOf(string what, string key, string unit, Func<Round, double> value, double? aim)
        {
            var baseline = measured[PositionOf(key)];
            var ratios = baseline.Zip(measured[0], (theirs, ours) => value(theirs) / value(ours)).ToList();
            return Row.Of(
                $"{what} at 10,000 packets a second, against {contenders[PositionOf(key)].Contender.Name}", unit, baseline.Select(value), measured[0].Select(value), ratios) with
            {
                Aim = aim,
            };
        }

        return new Findings(
            [
                RowOf("median latency", "channels", "µs", round => round.P50, 1),
                RowOf("median latency", "akka", "µs", round => round.P50, null),
                RowOf("CPU a packet without the pace's", "akka", "µs", round => round.Cpu - pace.Median(), 2),
                RowOf("CPU a packet without the pace's", "channels", "µs", round => round.Cpu - pace.Median(), null),
            ],
            Describe(contenders, measured, pace.Median()));
    }

    private static string Describe(List<(string Key, Contender Contender)> contenders, List<Round>[] measured, double pace)
    {
        var details = new StringBuilder();
        details.AppendLine(CultureInfo.InvariantCulture,
            $"A packet each 100 µs, from a thread that sleeps between, which alone takes {pace:0.0} µs of processor time a packet; the tails are the machine's as much as the pipeline's.").AppendLine();
        details.AppendLine("| Pipeline | p50, µs | p99, µs | p99.9, µs | CPU a packet without the pace's, µs |").AppendLine("|---|---|---|---|---|");
        foreach (var ((_, contender), rounds) in contenders.Zip(measured))
        {
            double Of(Func<Round, double> value) => rounds.Select(value).Median();
            details.AppendLine(CultureInfo.InvariantCulture,
                $"| {contender.Name} | {Of(round => round.P50):0.0} | {Of(round => round.P99):0} | {Of(round => round.P999):0} | {Of(round => round.Cpu) - pace:0.0} |");
        }

        return details.ToString();
    }

    private static Round MeasureOnce(IPipeline? pipeline, int packets)
    {
        var (sent, arrived) = (new long[packets], new long[packets]);
        pipeline?.Tallies[0].NoteArrivals(arrived);
        GC.Collect();
        var cpu = Environment.CpuUsage.TotalTime;
        Pace.Steadily(pipeline, 1_000_000_000 / PacketsASecond, sent);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        var latencies = sent.Zip(arrived, (from, to) => TimeProvider.System.GetElapsedTime(from, to).TotalMicroseconds).Order().ToList();
        return new Round(latencies.Quantile(0.5), latencies.Quantile(0.99), latencies.Quantile(0.999), cpu.TotalMicroseconds / packets);
    }

    private readonly record struct Round(double P50, double P99, double P999, double Cpu);
}
