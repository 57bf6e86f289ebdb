namespace O2X.Benchmarks.Measurement;

/// <summary>One result: ours beside what people would take instead, measured in turns in one run.</summary>
/// <param name="Name">What was measured, and against what.</param>
/// <param name="Baseline">The counterpart's median, in <paramref name="Unit"/>.</param>
/// <param name="Contender">Ours.</param>
/// <param name="Unit">The unit of both.</param>
/// <param name="Ratio">The median of the rounds' ratios; more than 1 is ours better.</param>
internal sealed record Row(string Name, double Baseline, double Contender, string Unit, double Ratio)
{
    /// <summary>The row of values that were measured in turns.</summary>
    /// <param name="ratios">Those of the rounds.</param>
    public static Row Of(string name, string unit, IEnumerable<double> baseline, IEnumerable<double> contender, IReadOnlyList<double> ratios) =>
        new(name, baseline.Median(), contender.Median(), unit, ratios.Median()) { Spread = (ratios.Min(), ratios.Max()) };

    /// <summary>The ratio that is aimed at; null where none is.</summary>
    public double? Aim { get; init; }

    /// <summary>The smallest and the largest ratio of a round.</summary>
    public (double Least, double Most) Spread { get; init; }
}
