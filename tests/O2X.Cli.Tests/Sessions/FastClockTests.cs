using O2X.Cli.Sessions;
using O2X.Links.Time;

namespace O2X.Cli.Tests.Sessions;

public class FastClockTests
{
    private readonly VirtualClock _real = new(TestTerminal.Start);

    [Theory]
    [InlineData(20)]
    [InlineData(0.5)]
    public void Goes_faster_from_the_moment_it_was_made(double speed)
    {
        _real.Advance(TimeSpan.FromSeconds(100));
        var clock = new FastClock(_real, speed);
        var began = clock.GetTimestamp();
        _real.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(TimeSpan.FromSeconds(10 * speed), clock.GetElapsedTime(began));
        Assert.Equal(TestTerminal.Start.AddSeconds(100 + (10 * speed)), clock.GetUtcNow());
        Assert.Equal(_real.LocalTimeZone, clock.LocalTimeZone);
    }

    [Fact]
    public void Calls_sooner_but_never_before_it_is_due()
    {
        var clock = new FastClock(_real, 20);
        var called = new List<TimeSpan>();
        using var timer = clock.CreateTimer(_ => called.Add(clock.GetElapsedTime(0)), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        _real.Advance(TimeSpan.FromMilliseconds(250));
        Assert.Equal([1, 3, 5], called.Select(time => time.TotalSeconds));

        timer.Change(TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        _real.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(4, called.Count);
        Assert.Equal(5.02, called[^1].TotalSeconds);
    }
}
