using O2X.Benchmarks.Measurement;
using O2X.Benchmarks.Pipelines;
using O2X.Benchmarks.Reports;

namespace O2X.Benchmarks.Comparisons;

/// <summary>What one subscriber that never returns costs the others.</summary>
internal static class StalledComparison
{
    private const int Subscribers = 99;

    public static Comparison Comparison { get; } = new("stalled", "A subscriber that never returns", RunAsync);

    private static async Task<Findings> RunAsync(Effort effort)
    {
        await using var free = await EnginePipeline.StartAsync(Subscribers);
        await using var stalled = await EnginePipeline.StartAsync(Subscribers);
        stalled.AddStalledSubscriber();
        var samples = SideBySide.Measure(
            [
                new Case("without", packets => Pace.AtFullSpeed(free, packets)),
                new Case("with", packets => Pace.AtFullSpeed(stalled, packets)),
            ], effort.Budget);
        var row = (samples[0], samples[1]).ToRow(
            $"{Subscribers} subscribers beside one that never returns, against none such", "packets/s", sample => sample.Nanoseconds, nanoseconds => 1e9 / nanoseconds);
        return new Findings([row with { Aim = 0.9 }], "Each of the others counts every packet; the stalled one falls behind, and is told so when it returns.");
    }
}
