using O2X.Links.Time;

namespace O2X.Links.Tests.Time;

public class MachineClockTests
{
    private static readonly MachineClockFacts _unsynchronised = new() { KernelDoubts = true };

    private readonly VirtualClock _time = new(new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private MachineClockFacts _facts = _unsynchronised;
    private int _asked;

    [Fact]
    public void Asks_once_a_second_until_the_clock_is_synchronised_and_never_again()
    {
        var clock = new MachineClock(_time, Gather);
        for (var i = 0; i < 25; i++)
        {
            Assert.False(clock.IsSynchronised);
            _time.Advance(TimeSpan.FromSeconds(0.1));
        }

        Assert.Equal(3, _asked);
        _facts = default;
        Assert.False(clock.IsSynchronised);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(clock.IsSynchronised);

        _facts = _unsynchronised;
        _time.Advance(TimeSpan.FromHours(10));
        Assert.True(clock.IsSynchronised);
        Assert.Equal(4, _asked);
    }

    [Fact]
    public void Asks_in_time_also_when_the_wall_clock_is_set_back()
    {
        var clock = new MachineClock(_time, Gather);
        Assert.False(clock.IsSynchronised);
        _facts = default;
        _time.SetUtcNow(_time.GetUtcNow().AddYears(-10));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(clock.IsSynchronised);
    }

    [Fact]
    public void Trusts_a_clock_that_somebody_vouches_for() => Assert.True(ClockSynchronisation.Trusted.IsSynchronised);

    [Fact]
    public void Gives_the_same_answer_of_this_machine_as_its_parts() =>
        Assert.Equal(MachineClockFacts.Gather(TimeProvider.System).IsSynchronised, ClockSynchronisation.OfMachine.IsSynchronised);

    private MachineClockFacts Gather(TimeProvider time)
    {
        Assert.Same(_time, time);
        _asked++;
        return _facts;
    }
}
