using System.Globalization;
using System.Text;
using O2X.Benchmarks.Measurement;
using O2X.Benchmarks.Peers;
using O2X.Benchmarks.Pipelines;
using O2X.Benchmarks.Reports;

namespace O2X.Benchmarks.Comparisons;

/// <summary>A packet from the transport to 1, 10 and 100 subscribers: the engine beside each peer.</summary>
internal static class PipelineComparison
{
    private static readonly Dictionary<string, double> _aims = new()
    {
        ["akka"] = 4, ["akka-streams"] = 7, ["akka-streams-awaited"] = 25, ["channels"] = 1.2, ["proto"] = 4,
        ["orleans"] = 60, ["orleans-awaited"] = 200, ["floor"] = 0.5,
    };

    public static Comparison Comparison { get; } = new("pipelines", "A packet from the transport to its subscribers", RunAsync);

    private static async Task<Findings> RunAsync(Effort effort)
    {
        var rows = new List<Row>();
        var details = new StringBuilder();
        foreach (var subscribers in (int[])[1, 10, 100])
        {
            effort.Progress.WriteLine($"  {subscribers} subscribers");
            await CompareAsync(subscribers, effort.Budget, rows, details);
        }

        return new Findings(rows, details.ToString());
    }

    private static async Task CompareAsync(int subscribers, Budget budget, List<Row> rows, StringBuilder details)
    {
        var pipelines = new List<IPipeline>();
        try
        {
            pipelines.Add(await EnginePipeline.Contender.StartAsync(subscribers));
            foreach (var (_, contender) in PeerList.All) pipelines.Add(await contender.StartAsync(subscribers));
            string[] names = [EnginePipeline.Contender.Name, .. PeerList.All.Select(peer => peer.Contender.Name)];
            var samples = SideBySide.Measure(
                [.. pipelines.Zip(names, (pipeline, name) => new Case(name, packets => Pace.AtFullSpeed(pipeline, packets)))], budget);
            rows.AddRange(PeerList.All.Zip(samples.Skip(1), (peer, theirs) => ToRow(peer.Key, peer.Contender.Name, subscribers, theirs, samples[0])));
            Describe(subscribers, names, samples, details);
        }
        finally
        {
            foreach (var pipeline in pipelines) await pipeline.DisposeAsync();
        }
    }

    private static Row ToRow(string key, string name, int subscribers, IReadOnlyList<Sample> theirs, IReadOnlyList<Sample> ours) =>
        (theirs, ours).ToRow($"packet to {Count(subscribers)}, against {name}", "packets/s", sample => sample.Nanoseconds, nanoseconds => 1e9 / nanoseconds) with
        {
            Aim = subscribers == 1 && _aims.TryGetValue(key, out var aim) ? aim : null,
        };

    private static void Describe(int subscribers, string[] names, IReadOnlyList<IReadOnlyList<Sample>> samples, StringBuilder details)
    {
        details.AppendLine(CultureInfo.InvariantCulture, $"## {Count(subscribers)}").AppendLine();
        details.AppendLine("| Pipeline | packets/s (median, min–max) | CPU ns a packet | bytes a packet |");
        details.AppendLine("|---|---|---|---|");
        foreach (var (name, of) in names.Zip(samples))
        {
            var rates = of.Select(sample => 1e9 / sample.Nanoseconds).ToList();
            details.AppendLine(CultureInfo.InvariantCulture,
                $"| {name} | {rates.Median():N0} ({rates.Min():N0}–{rates.Max():N0}) | {of.Select(sample => sample.CpuNanoseconds).Median():N0} | {of.Select(sample => sample.Bytes).Median():N2} |");
        }

        details.AppendLine();
    }

    private static string Count(int subscribers) => subscribers == 1 ? "1 subscriber" : $"{subscribers} subscribers";
}
