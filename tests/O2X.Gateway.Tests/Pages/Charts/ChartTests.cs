using O2X.Gateway.Pages.Charts;

namespace O2X.Gateway.Tests.Pages.Charts;

public class ChartTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Has_gaps_where_nothing_was_heard()
    {
        var stretches = ChartLine.Stretches([At(0, 1), At(60, 2), At(300, 3), At(310, null), At(320, 4)], TimeSpan.FromSeconds(100));

        Assert.Equal([[1d, 2d], [3d], [4d]], stretches.Select(stretch => stretch.Select(point => point.Value!.Value)));
        Assert.Empty(ChartLine.Stretches([At(0, null)], TimeSpan.FromSeconds(100)));
    }

    [Fact]
    public void Draws_a_line_from_left_to_right_and_low_to_high()
    {
        ChartPoint[] points = [At(0, 0), At(450, 50), At(900, 100)];

        Assert.Equal("M0 100L500 50L1000 0", Path(points, closed: false));
        Assert.Equal("M0 100L0 100L500 50L1000 0L1000 100Z", Path(points, closed: true));
        Assert.Equal("M500 50L501 50", Path([At(450, 50)], closed: false));

        static string Path(ChartPoint[] points, bool closed) => ChartLine.Path(points, Start, TimeSpan.FromMinutes(15), ChartScale.Percent, closed);
    }

    [Theory]
    [InlineData(0, 45, 50, 0, 60, 20)]
    [InlineData(0, 0, 50, 0, 60, 20)]
    [InlineData(-5.1, 0.9, 2, -6, 2, 2)]
    [InlineData(-0.01, 0.02, 2, -0.5, 2, 0.5)]
    public void Chooses_a_round_axis_that_holds_zero_and_all_values(double lowest, double highest, double least, double low, double high, double step)
    {
        var scale = ChartScale.Around([lowest, highest], least);

        Assert.Equal((low, high, step), (Math.Round(scale.Low, 6), Math.Round(scale.High, 6), Math.Round(scale.Step, 6)));
        Assert.Contains(scale.Marks, mark => Math.Abs(mark) < 1e-9);
        Assert.InRange(scale.Marks.Count(), 3, 7);
    }

    [Fact]
    public void Marks_round_times_of_the_zone()
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("half", TimeSpan.FromMinutes(330), "half", "half");

        Assert.Equal(["08:20", "08:25", "08:30"], ChartSpan.All[0].Marks(Start.AddMinutes(4), zone).Select(mark => mark.Text));
        Assert.All(ChartSpan.All, span => Assert.InRange(span.Marks(Start, TimeZoneInfo.Utc).Count(), 2, 5));
        Assert.All(ChartSpan.All, span => Assert.All(span.Marks(Start, TimeZoneInfo.Utc), mark => Assert.InRange(mark.Place, 0, 1)));
    }

    [Fact]
    public void Bridges_the_minute_between_two_samples_and_no_more()
    {
        Assert.All(ChartSpan.All, span => Assert.True(span.Gap > TimeSpan.FromMinutes(1)));
        Assert.True(ChartSpan.All[0].Gap < TimeSpan.FromMinutes(2));
    }

    private static ChartPoint At(double seconds, double? value) => new(Start.AddSeconds(seconds), value);
}
