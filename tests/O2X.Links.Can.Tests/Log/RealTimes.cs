namespace O2X.Links.Can.Tests.Log;

/// <summary>Real time in which every wait is over at once, having taken its time.</summary>
internal sealed class LeapingTime : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public int Waits { get; private set; }

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new LeapingTimer(this, () => callback(state));

    private sealed class LeapingTimer(LeapingTime time, Action fire) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Waits++;
            Volatile.Write(ref time._now, time._now + dueTime.Ticks);
            fire();
            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

/// <summary>Real time that stands still: a wait in it never ends by itself.</summary>
internal sealed class FrozenTime : TimeProvider
{
    private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override long GetTimestamp() => 0;

    /// <summary>Completes when somebody waits.</summary>
    public Task WaitingAsync() => _waiting.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new FrozenTimer(_waiting);

    private sealed class FrozenTimer(TaskCompletionSource waiting) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => waiting.TrySetResult();

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
