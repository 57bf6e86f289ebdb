using O2X.Cli.Output;
using O2X.Links;
using O2X.Vehicles;

namespace O2X.Cli.Tests.Output;

public class WordingTests
{
    [Theory]
    [InlineData(0, "0.0 s")]
    [InlineData(9.94, "9.9 s")]
    [InlineData(9.96, "9.9 s")]
    [InlineData(10, "10 s")]
    [InlineData(119.9, "119 s")]
    [InlineData(120, "2 min")]
    [InlineData(3599, "59 min")]
    [InlineData(7500, "2 h 05 min")]
    public void Says_a_duration(double seconds, string expected) => Assert.Equal(expected, Wording.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0.4, "0.4 s")]
    [InlineData(3599, "59 min")]
    [InlineData(3600, "1 h")]
    [InlineData(172_799, "47 h")]
    [InlineData(172_800, "2 d")]
    public void Says_an_age(double seconds, string expected) => Assert.Equal(expected, Wording.Age(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("BatteryTemperature1", "battery temperature 1")]
    [InlineData("Stop", "stop")]
    public void Says_a_name_in_words(string name, string expected) => Assert.Equal(expected, Wording.Words(name));

    [Fact]
    public void Has_a_word_for_every_state()
    {
        var words = Enum.GetValues<O2X.Actors.LinkState>().Select(Wording.Of).ToList();
        Assert.Equal(words.Count, words.Distinct().Count());
    }

    [Fact]
    public void Has_something_for_every_value_that_is_not_known()
    {
        var nothing = default(VehicleSnapshot);
        Assert.All(
            Enum.GetValues<Signal>().Where(signal => signal is not Signal.Status),
            signal => Assert.Equal(Wording.Unknown, Wording.Value(in nothing, signal)));
    }

    [Theory]
    [InlineData(Alerts.None, Alerts.None, "-")]
    [InlineData(Alerts.None, Alerts.Stop, "none")]
    [InlineData(Alerts.Stop | Alerts.TurtleMode, Alerts.Stop | Alerts.TurtleMode, "stop, turtle mode")]
    public void Names_the_alerts(Alerts active, Alerts known, string expected) => Assert.Equal(expected, Wording.Alerts(new AlertSet(active, known)));

    [Fact]
    public void Says_a_fault()
    {
        Assert.Null(Wording.Of((LinkFault?)null));
        Assert.Equal("out of slots", Wording.Of(new LinkFault(LinkLossReason.OutOfSlots)));
        Assert.Equal("It broke. Mend it.", Wording.Of(new LinkFault(LinkLossReason.Unknown, "It broke.", "Mend it.")));
    }
}
