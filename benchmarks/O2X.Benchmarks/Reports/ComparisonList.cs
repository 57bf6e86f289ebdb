using O2X.Benchmarks.Comparisons;
using O2X.Benchmarks.Replays;

namespace O2X.Benchmarks.Reports;

/// <summary>All comparisons, in the order of the reports.</summary>
internal static class ComparisonList
{
    public static IReadOnlyList<Comparison> All { get; } =
    [
        PipelineComparison.Comparison,
        StalledComparison.Comparison,
        LatencyComparison.Comparison,
        MemoryComparison.Comparison,
        FleetComparison.Comparison,
        ReplayComparison.Comparison,
    ];

    /// <summary>Where a comparison stands among all; one that is not of them: last.</summary>
    public static int PositionOf(string key)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i].Key == key) return i;
        }

        return All.Count;
    }
}
