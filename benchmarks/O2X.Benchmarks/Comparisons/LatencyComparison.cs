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
    private const int PacketsAMillisecond = 10;

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
        var (rounds, milliseconds) = effort.IsQuick ? (5, 500) : (11, 2000);
        foreach (var pipeline in pipelines) Pace.AtFullSpeed(pipeline, 200_000);
        var measured = pipelines.Select(_ => new List<Round>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            effort.Progress.WriteLine($"  round {round + 1} of {rounds}");
            for (var i = 0; i < pipelines.Count; i++) measured[i].Add(MeasureOnce(pipelines[i], milliseconds * PacketsAMillisecond));
        }

        int PositionOf(string key) => contenders.FindIndex(contender => contender.Key == key);
        Row RowOf(string what, string key, string unit, Func<Round, double> value, double? aim)
        {
            var baseline = measured[PositionOf(key)];
            var ratios = baseline.Zip(measured[0], (theirs, ours) => value(theirs) / value(ours)).ToList();
            return new Row($"{what} at 10,000 packets a second, against {contenders[PositionOf(key)].Contender.Name}", baseline.Select(value).Median(), measured[0].Select(value).Median(), unit, ratios.Median())
            {
                Aim = aim,
                Spread = (ratios.Min(), ratios.Max()),
            };
        }

        return new Findings(
            [
                RowOf("median latency", "channels", "µs", round => round.P50, 1),
                RowOf("median latency", "akka", "µs", round => round.P50, null),
                RowOf("CPU a packet", "akka", "µs", round => round.Cpu, 2),
                RowOf("CPU a packet", "channels", "µs", round => round.Cpu, null),
            ],
            Describe(contenders, measured));
    }

    private static string Describe(List<(string Key, Contender Contender)> contenders, List<Round>[] measured)
    {
        var details = new StringBuilder();
        details.AppendLine("Ten packets each millisecond, from a thread that sleeps between. The processor time has that thread's; the tails are the machine's as much as the pipeline's.").AppendLine();
        details.AppendLine("| Pipeline | p50, µs | p99, µs | p99.9, µs | CPU a packet, µs |").AppendLine("|---|---|---|---|---|");
        foreach (var ((_, contender), rounds) in contenders.Zip(measured))
        {
            double Of(Func<Round, double> value) => rounds.Select(value).Median();
            details.AppendLine(CultureInfo.InvariantCulture,
                $"| {contender.Name} | {Of(round => round.P50):0.0} | {Of(round => round.P99):0} | {Of(round => round.P999):0} | {Of(round => round.Cpu):0.00} |");
        }

        return details.ToString();
    }

    private static Round MeasureOnce(IPipeline pipeline, int packets)
    {
        var (sent, arrived) = (new long[packets], new long[packets]);
        pipeline.Tallies[0].NoteArrivals(arrived);
        GC.Collect();
        var cpu = Environment.CpuUsage.TotalTime;
        Pace.Steadily(pipeline, PacketsAMillisecond, sent);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        var latencies = sent.Zip(arrived, (from, to) => TimeProvider.System.GetElapsedTime(from, to).TotalMicroseconds).Order().ToList();
        return new Round(latencies.Quantile(0.5), latencies.Quantile(0.99), latencies.Quantile(0.999), cpu.TotalMicroseconds / packets);
    }

    private readonly record struct Round(double P50, double P99, double P999, double Cpu);
}
