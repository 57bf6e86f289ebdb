using O2X.Gateway.Pages.Values;

namespace O2X.Gateway.Tests.Pages.Values;

public class AgeTextTests
{
    [Theory]
    [InlineData(-3, "now")]
    [InlineData(0.9, "now")]
    [InlineData(1, "1 s ago")]
    [InlineData(59.9, "59 s ago")]
    [InlineData(60, "1 min ago")]
    [InlineData(3599, "59 min ago")]
    [InlineData(3600, "1 h ago")]
    [InlineData(172_799, "47 h ago")]
    [InlineData(172_800, "2 d ago")]
    public void Says_how_long_ago(double seconds, string expected) => Assert.Equal(expected, AgeText.Ago(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(45, "45 s")]
    [InlineData(720, "12 min")]
    [InlineData(3900, "1 h 05 min")]
    [InlineData(180_000, "50 h 00 min")]
    public void Says_how_long(double seconds, string expected) => Assert.Equal(expected, AgeText.Length(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(-0.04, "0.0", "0.0")]
    [InlineData(-0.06, "0.0", "−0.1")]
    [InlineData(-10, "0", "−10")]
    [InlineData(0, "0", "0")]
    [InlineData(3.25, "0.00", "3.25")]
    public void Writes_numbers(double value, string format, string expected) => Assert.Equal(expected, NumberText.Of(value, format));

    [Fact]
    public void Writes_moments_in_the_zone_of_the_machine()
    {
        var at = new DateTimeOffset(2026, 11, 26, 23, 5, 9, TimeSpan.Zero);
        var zone = TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(2), "east", "east");

        Assert.Equal("01:05:09", MomentText.Time(at, zone));
        Assert.Equal("27 Nov 01:05", MomentText.Short(at, zone));
        Assert.Equal("27 Nov 2026, 01:05", MomentText.Long(at, zone));
        Assert.Equal("2026-11-26T23:05:09Z", MomentText.Machine(at));
    }
}
