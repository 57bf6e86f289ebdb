using O2X.Vehicles.OpenLink;

namespace O2X.Vehicles.Tests.OpenLink;

public class OpenLinkEncoderTests
{
    public static TheoryData<string> InformationRows => OpenLinkTables.Names(OpenLinkTables.Information);

    public static TheoryData<string> MeasurementsRows => OpenLinkTables.Names(OpenLinkTables.Measurements);

    [Theory, MemberData(nameof(InformationRows))]
    public void Writes_information_as_documented(string name)
    {
        var row = OpenLinkTables.Information.Single(row => row.Name == name);
        Assert.Equal(row.Hex, Convert.ToHexStringLower(Packets.Of(row.Value, row.Sequence)));
    }

    [Theory, MemberData(nameof(MeasurementsRows))]
    public void Writes_measurements_as_documented(string name)
    {
        var row = OpenLinkTables.Measurements.Single(row => row.Name == name);
        Assert.Equal(row.Hex, Convert.ToHexStringLower(Packets.Of(row.Value, row.Sequence)));
    }

    [Fact]
    public void Writes_information_that_cannot_be_as_not_available()
    {
        var impossible = new OpenLinkInformation
        {
            StateOfCharge = 101,
            RemainingRange = 1000,
            ChargeDelay = -1,
            OdometerTenths = 0xFFFFFF,
        };
        Assert.Equal(Packets.Of(new OpenLinkInformation()), Packets.Of(impossible));
    }

    [Fact]
    public void Writes_measurements_that_cannot_be_as_not_available()
    {
        var impossible = new OpenLinkMeasurements
        {
            Speed = 61,
            Centivolts = 4199,
            Deciamperes = 3001,
            BatteryTemperature1 = -41,
            BatteryTemperature2 = 86,
            TimeToFull = 65_535,
        };
        Assert.Equal(Packets.Of(default(OpenLinkMeasurements)), Packets.Of(impossible));
    }

    [Fact]
    public void Tells_no_alert_that_it_does_not_know()
    {
        var packet = Packets.Of(new OpenLinkInformation { CurrentAlerts = (Alerts)0xFF, PreviousAlerts = (Alerts)0xF0, KnownAlerts = Alerts.Stop | Alerts.Service });
        Assert.Equal([0x24, 0x20, 0x24], packet[5..8]);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1999, 1)]
    [InlineData(254_000, 254)]
    [InlineData(86_400_000, 254)]
    public void Counts_the_age_in_whole_seconds_up_to_254(int milliseconds, byte expected) =>
        Assert.Equal(expected, Packets.Of(new OpenLinkInformation { SourceAge = TimeSpan.FromMilliseconds(milliseconds) })[16]);
}
