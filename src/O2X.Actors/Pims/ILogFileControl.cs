namespace O2X.Actors;

/// <summary>The program's log files, as far as the SDK wants to steer them.</summary>
/// <remarks>Implemented by the host. Safe for use by several threads.</remarks>
public interface ILogFileControl
{
    /// <summary>The full paths of the log files, oldest first; the last is the one that is written.</summary>
    IReadOnlyList<string> Files { get; }

    /// <summary>Changes what is logged and when a new file begins; what is null stays as it is.</summary>
    void Configure(PimsLogSettings settings);
}

/// <summary>What the SDK can set of a log.</summary>
public sealed record PimsLogSettings
{
    /// <summary>How much is logged.</summary>
    public PimsLogLevel? Level { get; init; }

    /// <summary>When a new file begins.</summary>
    public PimsNewLogFile? NewFile { get; init; }

    /// <summary>How long a file lasts for <see cref="PimsNewLogFile.Duration"/>; 5 to 1440 minutes.</summary>
    public TimeSpan? Duration { get; init; }
}

/// <summary>The SDK's <c>monitoring.logLevel</c>.</summary>
public enum PimsLogLevel
{
    /// <summary><c>none</c>.</summary>
    None,

    /// <summary><c>low</c>: warnings and errors.</summary>
    Low,

    /// <summary><c>medium</c>: what happens, too.</summary>
    Medium,

    /// <summary><c>high</c>: everything.</summary>
    High,
}

/// <summary>The SDK's <c>monitoring.newLogFile</c>.</summary>
public enum PimsNewLogFile
{
    /// <summary><c>appLaunch</c>: a file each time the program starts.</summary>
    AppLaunch,

    /// <summary><c>day</c>: a file a day.</summary>
    Day,

    /// <summary><c>duration</c>: a file for every <see cref="PimsLogSettings.Duration"/>.</summary>
    Duration,
}
