using System.Globalization;
using Akka.Actor;

namespace O2X.Benchmarks.Pipelines;

/// <summary>
/// Measures pipelines side by side in one process: after a warm-up, rounds in which each runs once, so that whatever else the machine
/// does hits all alike; the median of the rounds' ratios counts. (A benchmark runner starts a process each, which is good for a single
/// method and bad for a ratio between pipelines.)
/// </summary>
internal static class PipelineComparison
{
    private const int Rounds = 11;
    private const int WarmUps = 4;
    private const int Packets = 1_000_000;

    public static async Task RunAsync(TextWriter output)
    {
        var system = ActorSystem.Create("benchmark", "akka.loglevel = WARNING");
        IPipeline[] pipelines = [new TwoActorsPipeline(system), await EnginePipeline.StartAsync(system)];
        for (var i = 0; i < WarmUps; i++)
        {
            foreach (var pipeline in pipelines) pipeline.Run(Packets);
        }

        var samples = pipelines.Select(_ => new List<Sample>()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < pipelines.Length; i++) samples[i].Add(Measure(pipelines[i]));
        }

        output.WriteLine("| Pipeline | million packets/s (median, min–max) | bytes a packet | CPU ns a packet | ratio to the first |");
        output.WriteLine("|---|---|---|---|---|");
        for (var i = 0; i < pipelines.Length; i++)
        {
            var rates = samples[i].Select(sample => 1e3 / sample.Nanoseconds).ToArray();
            var ratio = Median(samples[i].Zip(samples[0], (mine, first) => first.Nanoseconds / mine.Nanoseconds));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {pipelines[i].Name} | {Median(rates):0.0} ({rates.Min():0.0}–{rates.Max():0.0}) | {Median(samples[i].Select(s => s.Bytes)):0.00} | {Median(samples[i].Select(s => s.CpuNanoseconds)):0} | {ratio:0.00} |"));
        }

        foreach (var pipeline in pipelines) await pipeline.DisposeAsync();
        await system.Terminate();
    }

    private static Sample Measure(IPipeline pipeline)
    {
        GC.Collect();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var start = TimeProvider.System.GetTimestamp();
        pipeline.Run(Packets);
        var elapsed = TimeProvider.System.GetElapsedTime(start);
        return new Sample(
            elapsed.TotalNanoseconds / Packets,
            (Environment.CpuUsage.TotalTime - cpu).TotalNanoseconds / Packets,
            (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)Packets);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private readonly record struct Sample(double Nanoseconds, double CpuNanoseconds, double Bytes);
}
