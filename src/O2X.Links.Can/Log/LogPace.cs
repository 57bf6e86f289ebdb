using O2X.Links.Time;

namespace O2X.Links.Can.Log;

/// <summary>How far a log may have been played by now, and the wait until it may go on.</summary>
internal sealed class LogPace : IDisposable
{
    // In a silent stretch time still moves, so that ages are right and what is armed meanwhile fires in time.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider _real;
    private readonly double _speed;
    private readonly ITimer _timer;
    private long _realAnchor;
    private long _anchor;

    /// <param name="real">The real time.</param>
    /// <param name="speed">Times real time; infinity: without waiting.</param>
    /// <param name="wake">Set when a wait is over.</param>
    public LogPace(TimeProvider real, double speed, EventWaitHandle wake)
    {
        _real = real;
        _speed = speed;
        _timer = real.CreateTimer(_ => wake.Set(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The moment of the log that is now.</summary>
    public long Reached => double.IsPositiveInfinity(_speed)
        ? long.MaxValue
        : (long)Math.Min(_anchor + (_real.GetTicks() - _realAnchor) * _speed, long.MaxValue / 2);

    /// <summary>Begins, or goes on after a pause: that moment of the log is now.</summary>
    public void Anchor(long time) => (_anchor, _realAnchor) = (time, _real.GetTicks());

    /// <summary>Sees to it that the wake-up comes when a moment of the log is reached, or earlier.</summary>
    public void WakeAt(long time)
    {
        // Whole milliseconds, rounded up: system timers know no less, and one that fires early would spin.
        var wait = (time - Reached) / _speed / TimeSpan.TicksPerMillisecond;
        _timer.Change(TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(wait), 1, LongestWait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();
}
