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

    /// <summary>Makes a clock.</summary>
    /// <param name="start">The wall time it starts with.</param>
    public VirtualClock(DateTimeOffset start) => _utcOffset = start.UtcTicks;

    /// <summary>The line of execution that goes with this time.</summary>
    public SerialExecutor Executor { get; } = new();

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The time of the next timer, on the clock of <see cref="GetTimestamp"/>; <see cref="long.MaxValue"/> when there is none.</summary>
    public long NextDue
    {
        get
        {
            lock (_gate)
            {
                DropDead();
                return _timers.TryPeek(out _, out var priority) ? priority.Due : long.MaxValue;
            }
        }
    }

    /// <summary>How many timers are armed.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_gate) return _timers.UnorderedItems.Count(item => item.Element.IsDue(item.Priority.Order));
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
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private VirtualTimer? TakeDue(long until)
    {
        lock (_gate)
        {
            DropDead();
            if (!_timers.TryPeek(out var timer, out var priority) || priority.Due > until) return null;
            _timers.Dequeue();
            MoveTo(priority.Due);
            timer.Rearm(priority.Due);
            return timer;
        }
    }

    private void MoveTo(long timestamp)
    {
        if (timestamp > Volatile.Read(ref _now)) Volatile.Write(ref _now, timestamp);
    }

    // A changed timer leaves its old entry behind in the queue; the order number tells which entry is the timer's last.
    private void DropDead()
    {
        while (_timers.TryPeek(out var timer, out var priority) && !timer.IsDue(priority.Order)) _timers.Dequeue();
    }

    private sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private long _current;
        private TimeSpan _period;

        public void Fire() => callback(state);

        public bool IsDue(long order) => _current == order;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                if (_current < 0) return false;
                _period = period;
                _current = 0;
                if (dueTime != Timeout.InfiniteTimeSpan) Arm(clock.GetTimestamp() + dueTime.Ticks);
                return true;
            }
        }

        public void Rearm(long firedAt)
        {
            _current = 0;
            if (_period > TimeSpan.Zero) Arm(firedAt + _period.Ticks);
        }

        public void Dispose()
        {
            lock (clock._gate) _current = -1;
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Arm(long due)
        {
            _current = ++clock._order;
            clock._timers.Enqueue(this, (due, _current));
        }
    }
}
