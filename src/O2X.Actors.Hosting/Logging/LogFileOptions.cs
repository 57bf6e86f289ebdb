namespace O2X.Actors.Hosting.Logging;

/// <summary>How log files are kept.</summary>
public sealed record LogFileOptions
{
    /// <summary>How much is logged to begin with; default <see cref="PimsLogLevel.Medium"/>.</summary>
    public PimsLogLevel Level { get; init; } = PimsLogLevel.Medium;

    /// <summary>When a new file begins; default with each start of the program.</summary>
    public PimsNewLogFile NewFile { get; init; } = PimsNewLogFile.AppLaunch;

    /// <summary>How long a file lasts for <see cref="PimsNewLogFile.Duration"/>; default an hour.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The most files that are kept, the oldest going first; at least 1, default 20.</summary>
    public int MostFiles { get; init; } = 20;

    /// <summary>The most bytes of a file, whatever else makes a new one begin; at least 1024, default 10 MiB.</summary>
    public long MostBytes { get; init; } = 10 << 20;

    internal LogFileOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MostFiles, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostBytes, 1024);
        ArgumentOutOfRangeException.ThrowIfLessThan(Duration, TimeSpan.FromMinutes(1));
        return this;
    }
}
