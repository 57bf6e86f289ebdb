namespace O2X.Vehicles.Tracking;

/// <summary>
/// Marks values that were not refreshed in time as stale. It looks at all of them when the first could be due, instead of arming
/// anything for each packet.
/// </summary>
internal struct StaleTracker
{
    public StaleTracker() { }

    /// <summary>When it must look again.</summary>
    public long Due { get; private set; } = long.MaxValue;

    /// <summary>A value has become live: it is due a limit later.</summary>
    /// <param name="at">When it was heard, in ticks.</param>
    /// <param name="limit">How long a value stays live, in ticks.</param>
    public void Watch(long at, long limit) =>
        Due = Math.Min(Due, (Hundredths(at + SignalTimes.Resolution - 1) + Hundredths(limit)) * SignalTimes.Resolution);

    /// <summary>Makes it look at once: times are not what they were.</summary>
    public void LookAt(long at) => Due = Math.Min(Due, at);

    /// <summary>Takes the live mark from what is too old.</summary>
    /// <param name="state">The vehicle's state.</param>
    /// <param name="now">The present, in ticks.</param>
    /// <param name="limit">How long a value stays live, in ticks.</param>
    /// <returns>What has become stale, one bit for each signal.</returns>
    public uint Update(ref VehicleSnapshot state, long now, long limit)
    {
        if (now < Due) return 0;
        var tooOld = 0u;
        var present = Hundredths(now);
        var longest = (int)Hundredths(limit);
        var least = int.MaxValue;
        for (var signal = (Signal)0; (int)signal < SignalTimes.Count; signal++)
        {
            if (!state.IsLive(signal)) continue;
            var left = longest - (int)((uint)present - state.Times[(int)signal]);
            if (left <= 0) tooOld |= VehicleSnapshot.Bit(signal);
            else least = Math.Min(least, left);
        }

        state.Live &= ~tooOld;
        Due = least == int.MaxValue ? long.MaxValue : (present + least) * SignalTimes.Resolution;
        return tooOld;
    }

    private static long Hundredths(long ticks) => ticks / SignalTimes.Resolution;
}
