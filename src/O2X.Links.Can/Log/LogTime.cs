namespace O2X.Links.Can.Log;

/// <summary>
/// Puts a log's timestamps onto a clock that never runs back. A timestamp that runs back is taken for the present. A jump (back by more
/// than a second, or forward by more than a year) is taken for the present too; if the next timestamp goes on from it, the recorder's
/// clock had been set: the wall time follows, and durations go on from where they were. Otherwise it was one damaged timestamp.
/// </summary>
internal sealed class LogTime(long origin)
{
    private const long Jitter = TimeSpan.TicksPerSecond;
    private const long LongestGap = 366 * TimeSpan.TicksPerDay;

    private long _origin = origin;
    private long _suspect = -1;

    /// <summary>The time of the last frame, in ticks from the log's beginning.</summary>
    public long Last { get; private set; }

    /// <summary>How many timestamps ran back.</summary>
    public long RanBack { get; private set; }

    /// <summary>How many times the recorder's clock was set.</summary>
    public long ClockSets { get; private set; }

    /// <summary>Places the next frame.</summary>
    /// <param name="timestamp">What the log says, UTC ticks.</param>
    /// <param name="setsClock">Whether the wall clock is set to <paramref name="timestamp"/> here.</param>
    /// <returns>The time in ticks from the log's beginning.</returns>
    public long Place(long timestamp, out bool setsClock)
    {
        setsClock = false;
        var time = timestamp - _origin;
        if (time < Last) RanBack++;
        if (time >= Last - Jitter && time - Last <= LongestGap)
        {
            _suspect = -1;
            return Last = Math.Max(time, Last);
        }

        if (_suspect >= 0 && timestamp >= _suspect && timestamp - _suspect <= LongestGap)
        {
            _origin = _suspect - Last;
            _suspect = -1;
            setsClock = true;
            ClockSets++;
            return Last = timestamp - _origin;
        }

        _suspect = timestamp;
        return Last;
    }
}
