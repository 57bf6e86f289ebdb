using O2X.Simulator.Faults;

namespace O2X.Simulator.Tests.Faults;

public class ClockFaultTests : FaultTest
{
    [Fact]
    public void Wall_clock_jumps_and_durations_do_not_notice()
    {
        var (utc, ticks) = (Clock.GetUtcNow(), Clock.GetTimestamp());
        Begin(Fault.ClockForward);
        Assert.Equal((utc.AddHours(3), ticks), (Clock.GetUtcNow(), Clock.GetTimestamp()));
        Begin(Fault.ClockBackward);
        Begin(Fault.ClockBackward);
        Assert.Equal((utc.AddHours(-3), ticks), (Clock.GetUtcNow(), Clock.GetTimestamp()));
    }

    [Fact]
    public async Task Jump_on_real_time_is_the_worlds_alone()
    {
        await using var world = new SimulatedWorld(TimeProvider.System);
        Fault.ClockForward.Begin(world);
        var ahead = world.Transport.Clock.GetUtcNow() - TimeProvider.System.GetUtcNow();
        Assert.InRange(ahead.TotalHours, 2.9, 3.0);
        Assert.Equal(TimeProvider.System.TimestampFrequency, world.Transport.Clock.TimestampFrequency);
        Assert.Equal(TimeProvider.System.LocalTimeZone, world.Transport.Clock.LocalTimeZone);
    }
}
