using O2X.Links.Can.Log;

namespace O2X.Links.Can.Tests.Log;

public sealed class LogPaceTests
{
    private static readonly string[] Drive =
    [
        "(1760000000.000000) can0 580#01",
        "(1760000001.000000) can0 580#02",
        "(1760000061.000000) can0 580#03",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(0.5)]
    public async Task Takes_the_logs_time_divided_by_the_speed(double speed)
    {
        using var log = new TemporaryLog(Drive);
        var real = new LeapingTime();
        await using var transport = new LogTransport(new LogTransportOptions { Path = log.Path, Speed = speed }, real);
        var listener = new RecordingListener(transport);
        var times = new List<double>();
        foreach (var call in new[] { 2, 3, 4 }) listener.At(call, () => times.Add(real.GetTimestamp() / (double)TimeSpan.TicksPerSecond));
        await listener.PlayAsync();
        Assert.Equal(3, times.Count);
        Assert.Equal(0, times[0]);
        Assert.InRange(times[1], 1 / speed, 1 / speed + 0.002);
        Assert.InRange(times[2], 61 / speed, 61 / speed + 0.002);
    }

    [Fact]
    public async Task Fires_timers_in_a_silent_stretch_in_real_time()
    {
        using var log = new TemporaryLog(Drive);
        var real = new LeapingTime();
        await using var transport = new LogTransport(new LogTransportOptions { Path = log.Path, Speed = 1 }, real);
        var listener = new RecordingListener(transport);
        using var timer = transport.Clock.CreateTimer(
            _ => Assert.InRange(real.GetTimestamp() - transport.Clock.GetTimestamp(), 0, 2 * TimeSpan.TicksPerMillisecond),
            null,
            TimeSpan.FromSeconds(5.5),
            TimeSpan.FromSeconds(7));
        Assert.Equal(LinkLossReason.EndOfSource, (await listener.PlayAsync()).Reason);
        Assert.Equal(61 * TimeSpan.TicksPerSecond, transport.Clock.GetTimestamp());
        Assert.InRange(real.Waits, 600, 700);
    }

    [Fact]
    public async Task Does_not_wait_at_infinite_speed()
    {
        using var log = new TemporaryLog(Drive);
        var real = new LeapingTime();
        await using var transport = new LogTransport(new LogTransportOptions { Path = log.Path, Speed = double.PositiveInfinity }, real);
        await new RecordingListener(transport).PlayAsync();
        Assert.Equal(0, real.Waits);
    }
}
