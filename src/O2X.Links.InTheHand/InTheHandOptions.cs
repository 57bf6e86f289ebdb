namespace O2X.Links.InTheHand;

/// <summary>How the Bluetooth stack of the system is treated.</summary>
public sealed record InTheHandOptions
{
    /// <summary>How long one call into the stack may take before it is given up; default 10 s, 1 s to 60 s.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    internal InTheHandOptions Validated() => CallTimeout.TotalSeconds is >= 1 and <= 60
        ? this
        : throw new ArgumentOutOfRangeException(nameof(CallTimeout), CallTimeout, $"{nameof(CallTimeout)} must be between 1 s and 60 s.");
}
