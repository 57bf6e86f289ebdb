using System.Globalization;
using O2X.Benchmarks.Measurement;
using O2X.Benchmarks.Pipelines;
using O2X.Benchmarks.Reports;

namespace O2X.Benchmarks.Comparisons;

/// <summary>What one subscriber of a live source that never returns costs the others.</summary>
internal static class StalledComparison
{
    private const int Subscribers = 100;

    public static Comparison Comparison { get; } = new("stalled", "A subscriber that never returns", RunAsync);

    private static async Task<Findings> RunAsync(Effort effort)
    {
        await using var free = await LivePipeline.StartAsync(Subscribers, stalled: 0);
        await using var held = await LivePipeline.StartAsync(Subscribers - 1, stalled: 1);
        var samples = SideBySide.Measure([new Case("without", free.Send), new Case("with", held.Send)], effort.Budget);
        Row RowOf(string what, Func<Sample, double> cost, string unit, Func<double, double> scale) =>
            (samples[0], samples[1]).ToRow($"{what} of {Subscribers} subscribers, one of which never returns, against all of them returning", unit, cost, scale);
        return new Findings(
            [
                RowOf("packets (live, conflated)", sample => sample.Nanoseconds, "packets/s", nanoseconds => 1e9 / nanoseconds) with { Aim = 0.9 },
                RowOf("CPU a packet (live, conflated)", sample => sample.CpuNanoseconds, "ns", nanoseconds => nanoseconds),
            ],
            string.Create(CultureInfo.InvariantCulture,
                $"""
                A live source never waits for a subscriber: one that is slower than the packets gets the newest states, and what it missed is counted.
                At full speed everybody is slower, so these rows are conflated: all packets are decoded, each subscriber was told
                {free.ToldPercent:0.0} % of the states without a stalled one and {held.ToldPercent:0.0} % beside it, the newest always.
                A log or another lossless source is the opposite: there a subscriber that does not return holds the source up, because nothing may be lost.

                """));
    }
}
