namespace O2X.Links.Time;

/// <summary>The monotonic clock in ticks of 100 ns: the unit of every timestamp of the project.</summary>
public static class TimeProviderTicks
{
    /// <summary>The present on the provider's monotonic clock, in ticks of 100 ns from an arbitrary beginning.</summary>
    public static long GetTicks(this TimeProvider clock)
    {
        var timestamp = clock.GetTimestamp();
        return clock.TimestampFrequency switch
        {
            TimeSpan.TicksPerSecond => timestamp,
            1_000_000_000 => timestamp / 100,
            var frequency => (long)((Int128)timestamp * TimeSpan.TicksPerSecond / frequency),
        };
    }
}
