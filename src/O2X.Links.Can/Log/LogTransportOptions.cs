namespace O2X.Links.Can.Log;

/// <summary>Which log is played, and how.</summary>
public sealed record LogTransportOptions
{
    /// <summary>The file: a candump, a PEAK trace or a recording of packets.</summary>
    public required string Path { get; init; }

    /// <summary>
    /// How many times faster than it was recorded: above 0; 1 is real time; null (default) or infinity is as fast as the listeners
    /// can take it.
    /// </summary>
    public double? Speed { get; init; }
}
