namespace O2X.Benchmarks.Replays;

/// <summary>What reading a log once took, in a process of its own.</summary>
/// <param name="Lines">Lines that gave a frame.</param>
/// <param name="Updates">How often a state with a new value was told; 0 for a reader that does not decode.</param>
/// <param name="Seconds">From opening the log to the last line, the just-in-time compiler's work included.</param>
/// <param name="CpuSeconds">Of processor time in between, of all threads.</param>
/// <param name="PeakBytes">The most memory that the process had resident.</param>
internal sealed record Reading(long Lines, long Updates, double Seconds, double CpuSeconds, long PeakBytes)
{
    public string? Version { get; init; }

    /// <summary>A line.</summary>
    public double CpuNanoseconds => CpuSeconds * 1e9 / Lines;

    /// <summary>Millions a second.</summary>
    public double Rate => Lines / Seconds / 1e6;
}
