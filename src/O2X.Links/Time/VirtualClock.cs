namespace O2X.Links.Time;

/// <summary>
/// A clock that moves only when it is told to: the clock of a log that is replayed, and of tests. Its timers fire in order, each at
/// its own time, and whatever a timer sets off on the <see cref="Executor"/> has happened before the next one fires.
/// </summary>
public sealed class VirtualClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<VirtualTimer, (long Due, long Order)> _timers = new();
    private long _now;
    private long _utcOffset;
    private long _order;
    private long _nextDue = long.MaxValue;

    /// <summary>Makes a clock.</summary>
    /// <param name="start">The wall time it starts with.</param>
    public VirtualClock(DateTimeOffset start) => _utcOffset = start.UtcTicks;

    /// <summary>The line of execution that goes with this time.</summary>
    public SerialExecutor Executor { get; } = new();

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The time of the next timer, on the clock of <see cref="GetTimestamp"/>; <see cref="long.MaxValue"/> when there is none.</summary>
    public long NextDue => Volatile.Read(ref _nextDue);

    /// <summary>How many timers are armed.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_gate) return _timers.Count;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => Volatile.Read(ref _now);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _now) + Volatile.Read(ref _utcOffset), TimeSpan.Zero);

    /// <summary>Sets the wall clock, as a person or a time server would; durations do not notice.</summary>
    public void SetUtcNow(DateTimeOffset utc) => Volatile.Write(ref _utcOffset, utc.UtcTicks - Volatile.Read(ref _now));

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan by) => AdvanceTo(GetTimestamp() + by.Ticks);

    /// <summary>Lets time pass up to a moment; one that has gone by already changes nothing.</summary>
    /// <param name="timestamp">The moment, on the clock of <see cref="GetTimestamp"/>.</param>
    public void AdvanceTo(long timestamp)
    {
        while (TakeDue(timestamp) is { } timer) Executor.Run(timer.Fire);
        MoveTo(timestamp);
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private VirtualTimer? TakeDue(long until)
    {
        if (NextDue > until) return null;
        lock (_gate)
        {
            if (!_timers.TryPeek(out var timer, out var priority) || priority.Due > until) return null;
            _timers.Dequeue();
            MoveTo(priority.Due);
            timer.Rearm(priority.Due);
            _nextDue = PeekDue();
            return timer;
        }
    }

    private void MoveTo(long timestamp)
    {
        if (timestamp > Volatile.Read(ref _now)) Volatile.Write(ref _now, timestamp);
    }

    private long PeekDue() => _timers.TryPeek(out _, out var priority) ? priority.Due : long.MaxValue;

    private sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        // The limit of the system's own timers.
        private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

        private TimeSpan _period;
        private bool _isArmed;
        private bool _isDisposed;

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            ThrowIfOutOfRange(dueTime, nameof(dueTime));
            ThrowIfOutOfRange(period, nameof(period));
            lock (clock._gate)
            {
                if (_isDisposed) return false;
                Disarm();
                _period = period;
                if (dueTime != Timeout.InfiniteTimeSpan) Arm(clock.GetTimestamp() + dueTime.Ticks);
                clock._nextDue = clock.PeekDue();
                return true;
            }
        }

        public void Rearm(long firedAt)
        {
            _isArmed = false;
            if (_period > TimeSpan.Zero) Arm(firedAt + _period.Ticks);
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                _isDisposed = true;
                Disarm();
                clock._nextDue = clock.PeekDue();
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private static void ThrowIfOutOfRange(TimeSpan value, string name)
        {
            if (value == Timeout.InfiniteTimeSpan) return;
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero, name);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Longest, name);
        }

        private void Arm(long due)
        {
            _isArmed = true;
            clock._timers.Enqueue(this, (due, ++clock._order));
        }

        private void Disarm()
        {
            if (_isArmed) clock._timers.Remove(this, out _, out _);
            _isArmed = false;
        }
    }
}
