using O2X.Benchmarks.Measurement;

namespace O2X.Benchmarks.Replays;

/// <summary>A part of the comparison: everybody reads a log in turns, so many times.</summary>
/// <param name="Lines">How long the log is.</param>
/// <param name="PythonLines">How long it is for python-can, which would take too long otherwise; what it takes a line does not depend on it.</param>
/// <param name="Rounds">How often.</param>
internal sealed record ReplayStep(long Lines, long PythonLines, int Rounds)
{
    /// <summary>About a minute.</summary>
    public static IReadOnlyList<ReplayStep> Quick { get; } = [new(1_000_000, 200_000, 3), new(10_000_000, 200_000, 1)];

    public static IReadOnlyList<ReplayStep> Full { get; } =
        [new(1_000_000, 1_000_000, 5), new(10_000_000, 2_000_000, 3), new(100_000_000, 10_000_000, 1)];
}

/// <summary>What came out of a step.</summary>
/// <param name="OnOneCore">Whether everybody was bound to one core.</param>
/// <param name="Readings">Of each reader, one a round.</param>
internal sealed record ReplayOutcome(ReplayStep Step, bool OnOneCore, IReadOnlyDictionary<Reader, IReadOnlyList<Reading>> Readings)
{
    public string Where => $"{ReplayReport.Count(Step.Lines)} lines, {(OnOneCore ? "one core" : "all cores")}";

    /// <summary>The median of what its rounds took.</summary>
    public double Median(Reader reader, Func<Reading, double> of) => Readings[reader].Select(of).Median();

    /// <summary>The ratios of two readers, one a round.</summary>
    public IEnumerable<double> Ratios(Reader dividend, Reader divisor, Func<Reading, double> of) =>
        Readings[dividend].Zip(Readings[divisor], (above, below) => of(above) / of(below));
}
