using CsCheck;
using O2X.Links.Can.Log;

namespace O2X.Links.Can.Tests.Log;

public sealed class LogTimeTests
{
    private const long Second = TimeSpan.TicksPerSecond;
    private const int TwoYears = 2 * 366 * 86_400;
    private const long Origin = 1_000_000_000 * Second;

    [Theory]
    [InlineData(new[] { 0, 5, 5, 9 }, new[] { 0, 5, 5, 9 })]
    [InlineData(new[] { 0, 100_000, 100_001 }, new[] { 0, 100_000, 100_001 })]
    public void Goes_on_as_the_log_does(int[] seconds, int[] placed) => Check(seconds, placed, ranBack: 0, clockSets: 0);

    [Theory]
    [InlineData(new[] { 0, 5, 4, 5, 6 }, new[] { 0, 5, 5, 5, 6 })]
    [InlineData(new[] { 50, 60, 10, 61 }, new[] { 50, 60, 60, 61 })]
    public void Takes_what_ran_back_for_the_present(int[] seconds, int[] placed) => Check(seconds, placed, ranBack: 1, clockSets: 0);

    [Fact]
    public void Follows_a_clock_that_was_set_back() => Check([50, 60, 10, 13, 14, 60], [50, 60, 60, 63, 64, 110], ranBack: 2, clockSets: 1);

    [Fact]
    public void Takes_one_leap_over_years_for_damage() => Check([0, 5, TwoYears, 6, 7], [0, 5, 5, 6, 7], ranBack: 0, clockSets: 0);

    [Fact]
    public void Follows_a_clock_that_was_set_forward() => Check([0, 5, TwoYears, TwoYears + 3, TwoYears + 4], [0, 5, 5, 8, 9], ranBack: 0, clockSets: 1);

    [Fact]
    public void Never_runs_back() =>
        Gen.Long[0, DateTime.MaxValue.Ticks].Array[0, 50].Sample(timestamps =>
        {
            var time = new LogTime(Origin);
            var last = 0L;
            return timestamps.All(timestamp => time.Place(timestamp, out _) is var placed && placed >= last && (last = placed) == time.Last);
        });

    private static void Check(int[] seconds, int[] placed, int ranBack, int clockSets)
    {
        var time = new LogTime(Origin);
        var sets = 0;
        foreach (var (second, expected) in seconds.Zip(placed))
        {
            Assert.Equal(expected * Second, time.Place(Origin + second * Second, out var setsClock));
            if (setsClock) sets++;
        }

        Assert.Equal((ranBack, clockSets, clockSets), (time.RanBack, time.ClockSets, sets));
    }
}
