using CsCheck;
using O2X.Links.Time;

namespace O2X.Links.Tests.Time;

public sealed class VirtualClockTests
{
    private static readonly DateTimeOffset Start = new(2025, 10, 9, 8, 53, 20, TimeSpan.Zero);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly VirtualClock _clock = new(Start);
    private readonly List<string> _calls = [];

    [Fact]
    public void Stands_still_by_itself()
    {
        Assert.Equal(0, _clock.GetTimestamp());
        Assert.Equal(Start, _clock.GetUtcNow());
        Assert.Equal(long.MaxValue, _clock.NextDue);
        Assert.Equal(0, _clock.ArmedTimers);
    }

    [Fact]
    public void Moves_both_its_times_together_and_never_back()
    {
        _clock.Advance(Second);
        _clock.AdvanceTo(5);
        Assert.Equal(Second.Ticks, _clock.GetTimestamp());
        Assert.Equal(Start + Second, _clock.GetUtcNow());
    }

    [Fact]
    public void Lets_the_wall_time_be_set_without_durations_noticing()
    {
        _clock.Advance(Second);
        _clock.SetUtcNow(Start.AddYears(-20));
        _clock.Advance(Second);
        Assert.Equal(Start.AddYears(-20) + Second, _clock.GetUtcNow());
        Assert.Equal(2 * Second, _clock.GetElapsedTime(0));
    }

    [Fact]
    public void Fires_timers_in_order_each_at_its_own_time()
    {
        Timer("c", 3 * Second);
        Timer("a", Second);
        Timer("b1", 2 * Second);
        Timer("b2", 2 * Second);
        _clock.Advance(2 * Second);
        Assert.Equal(["a@1", "b1@2", "b2@2"], _calls);
        Assert.Equal(3 * Second.Ticks, _clock.NextDue);
        Assert.Equal(1, _clock.ArmedTimers);
    }

    [Fact]
    public void Fires_a_period_as_often_as_it_fits()
    {
        using var timer = Timer("p", Second, 2 * Second);
        _clock.Advance(6 * Second);
        Assert.Equal(["p@1", "p@3", "p@5"], _calls);
    }

    [Fact]
    public void Fires_what_a_timer_arms_within_the_same_advance()
    {
        _clock.CreateTimer(_ => Timer("second", Second), null, Second, Timeout.InfiniteTimeSpan);
        Timer("third", 3 * Second);
        _clock.Advance(3 * Second);
        Assert.Equal(["second@2", "third@3"], _calls);
    }

    [Fact]
    public void Finishes_what_a_timer_set_off_before_the_next_fires()
    {
        _clock.CreateTimer(_ => _clock.Executor.Post(new Work(() => _clock.Executor.Post(new Work(() => Note("work"))))), null, Second, Timeout.InfiniteTimeSpan);
        Timer("next", Second);
        _clock.Advance(Second);
        Assert.Equal(["work@1", "next@1"], _calls);
    }

    [Fact]
    public void Does_not_fire_a_timer_that_was_changed_stopped_or_disposed()
    {
        var changed = Timer("changed", Second);
        var stopped = Timer("stopped", Second);
        var disposed = Timer("disposed", Second);
        Assert.True(changed.Change(2 * Second, Timeout.InfiniteTimeSpan));
        Assert.True(stopped.Change(Timeout.InfiniteTimeSpan, Second));
        disposed.Dispose();
        Assert.False(disposed.Change(Second, Second));
        Assert.Equal(2 * Second.Ticks, _clock.NextDue);
        _clock.Advance(10 * Second);
        Assert.Equal(["changed@2"], _calls);
        Assert.Equal(0, _clock.ArmedTimers);
    }

    [Fact]
    public void Fires_no_timer_that_an_earlier_one_disposed()
    {
        ITimer? victim = null;
        _clock.CreateTimer(_ => victim!.Dispose(), null, Second, Timeout.InfiniteTimeSpan);
        victim = Timer("victim", Second);
        _clock.Advance(Second);
        Assert.Empty(_calls);
    }

    [Fact]
    public void Fires_at_once_what_is_due_at_once_when_time_is_looked_at()
    {
        Timer("now", TimeSpan.Zero);
        Assert.Empty(_calls);
        _clock.AdvanceTo(0);
        Assert.Equal(["now@0"], _calls);
    }

    [Fact]
    public void Keeps_no_trace_of_a_timer_that_is_armed_over_and_over()
    {
        var timer = Timer("watchdog", Second);
        for (var i = 0; i < 10_000; i++) timer.Change(5 * Second, Timeout.InfiniteTimeSpan);
        Assert.Equal(1, _clock.ArmedTimers);
    }

    [Fact]
    public void Refuses_times_that_the_system_refuses()
    {
        foreach (var wrong in new[] { TimeSpan.MaxValue, TimeSpan.MinValue, TimeSpan.FromMilliseconds(-2), TimeSpan.FromMilliseconds(uint.MaxValue) })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => _clock.CreateTimer(_ => { }, null, wrong, Second));
            Assert.Throws<ArgumentOutOfRangeException>(() => _clock.CreateTimer(_ => { }, null, Second, wrong));
        }

        Assert.Equal(0, _clock.ArmedTimers);
    }

    [Fact]
    public async Task Carries_the_delays_of_the_framework()
    {
        var delay = Task.Delay(Second, _clock, CancellationToken.None);
        _clock.Advance(Second - TimeSpan.FromTicks(1));
        Assert.False(delay.IsCompleted);
        _clock.Advance(TimeSpan.FromTicks(1));
        await delay;
    }

    [Fact]
    public void Fires_the_same_in_one_step_as_in_many() =>
        Gen.Select(Gen.Select(Gen.Int[0, 50], Gen.Int[0, 10]).Array[0, 12], Gen.Int[1, 20].Array[1, 20]).Sample((timers, steps) =>
        {
            var end = steps.Sum();
            return Fired(timers, [end]).SequenceEqual(Fired(timers, steps));
        });

    private static List<(int, long)> Fired((int Due, int Period)[] timers, int[] steps)
    {
        var clock = new VirtualClock(Start);
        var fired = new List<(int, long)>();
        for (var i = 0; i < timers.Length; i++)
        {
            var name = i;
            clock.CreateTimer(_ => fired.Add((name, clock.GetTimestamp())), null, TimeSpan.FromTicks(timers[i].Due), TimeSpan.FromTicks(timers[i].Period));
        }

        foreach (var step in steps) clock.Advance(TimeSpan.FromTicks(step));
        return fired;
    }

    private ITimer Timer(string name, TimeSpan due, TimeSpan? period = null) =>
        _clock.CreateTimer(_ => Note(name), null, due, period ?? Timeout.InfiniteTimeSpan);

    private void Note(string name) => _calls.Add($"{name}@{_clock.GetTimestamp() / TimeSpan.TicksPerSecond}");
}
