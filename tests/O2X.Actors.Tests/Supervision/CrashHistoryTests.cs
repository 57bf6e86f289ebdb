using CsCheck;
using O2X.Actors.Supervision;

namespace O2X.Actors.Tests.Supervision;

public sealed class CrashHistoryTests
{
    [Theory]
    [InlineData(new[] { 0 }, false)]
    [InlineData(new[] { 0, 0 }, false)]
    [InlineData(new[] { 0, 0, 0 }, true)]
    [InlineData(new[] { 0, 30, 59 }, true)]
    [InlineData(new[] { 0, 30, 60 }, false)]
    [InlineData(new[] { 0, 30, 60, 89 }, true)]
    [InlineData(new[] { 0, 1, 2, 120 }, false)]
    public void Says_when_three_lie_within_a_minute(int[] seconds, bool keepsCrashing)
    {
        var history = new CrashHistory();

        var said = seconds.Select(second => history.Add(second * TimeSpan.TicksPerSecond)).ToList();

        Assert.Equal(keepsCrashing, said[^1]);
        Assert.Equal(seconds.Length, history.Count);
    }

    [Fact]
    public void Forgives_as_time_passes()
    {
        var history = new CrashHistory();
        for (var i = 0; i < 3; i++) history.Add(0);

        Assert.True(history.KeepsCrashing(TimeSpan.TicksPerMinute - 1));
        Assert.False(history.KeepsCrashing(TimeSpan.TicksPerMinute));
    }

    [Fact]
    public void Counts_as_one_who_looks_at_all_of_them_would() =>
        Gen.Int[0, 40].Array[0, 30].Sample(gaps =>
        {
            var history = new CrashHistory();
            var times = new List<long>();
            foreach (var gap in gaps)
            {
                times.Add((times.Count == 0 ? 0 : times[^1]) + (gap * TimeSpan.TicksPerSecond));
                var recent = times.Count(time => times[^1] - time < TimeSpan.TicksPerMinute);
                Assert.Equal(recent >= CrashHistory.Limit, history.Add(times[^1]));
            }

            Assert.Equal(times.Count, history.Count);
        });
}
