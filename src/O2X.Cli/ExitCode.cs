namespace O2X.Cli;

/// <summary>How the command ended, for the shell.</summary>
internal enum ExitCode
{
    /// <summary>It did what it was asked for.</summary>
    Done = 0,

    /// <summary>It was asked for something that it does not do.</summary>
    WrongUse = 1,

    /// <summary>The source of data cannot be used.</summary>
    SourceUnusable = 2,

    /// <summary>The vehicle was not found.</summary>
    ScanTimeout = 3,
}

/// <summary>How a verb ended, with what a person should know about it: one line, without a full stop at its end needed.</summary>
internal sealed record Outcome(ExitCode Code, string? Message = null)
{
    public static Outcome Done { get; } = new(ExitCode.Done);
}
