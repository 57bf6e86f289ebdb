namespace O2X.Benchmarks.Measurement;

/// <summary>Reckons with the values of rounds.</summary>
internal static class Medians
{
    public static double Median(this IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    /// <summary>The value that so great a part of all is not above; of sorted values.</summary>
    public static double Quantile(this IReadOnlyList<double> sorted, double part) => sorted[(int)Math.Min(sorted.Count - 1, Math.Ceiling(part * sorted.Count) - 1)];

    /// <summary>The row of two cases that were measured side by side: by how much the contender is the smaller.</summary>
    /// <param name="scale">Makes a value of the row's unit of a sample's.</param>
    public static Row ToRow(
        this (IReadOnlyList<Sample> Baseline, IReadOnlyList<Sample> Contender) pair, string name, string unit, Func<Sample, double> cost, Func<double, double> scale)
    {
        var ratios = pair.Baseline.Zip(pair.Contender, (baseline, contender) => cost(baseline) / cost(contender)).ToList();
        return Row.Of(name, unit, pair.Baseline.Select(cost).Select(scale), pair.Contender.Select(cost).Select(scale), ratios);
    }
}
