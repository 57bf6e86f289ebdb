namespace O2X.Cli.Sessions;

/// <summary>A clock on which time passes faster, or slower, than on another, from now on.</summary>
internal sealed class FastClock(TimeProvider time, double speed) : TimeProvider
{
    private readonly long _began = time.GetTimestamp();
    private readonly DateTimeOffset _beganAt = time.GetUtcNow();

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => (long)(time.GetElapsedTime(_began).Ticks * speed);

    public override DateTimeOffset GetUtcNow() => _beganAt.AddTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new FastTimer(time.CreateTimer(callback, state, Shorten(dueTime), Shorten(period)), this);

    // Not earlier than it is due, and never so short that a timer takes it for no time at all.
    private TimeSpan Shorten(TimeSpan span) =>
        span == Timeout.InfiniteTimeSpan ? span : TimeSpan.FromMilliseconds((long)Math.Ceiling(span.TotalMilliseconds / speed), 0);

    private sealed class FastTimer(ITimer timer, FastClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Shorten(dueTime), clock.Shorten(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
