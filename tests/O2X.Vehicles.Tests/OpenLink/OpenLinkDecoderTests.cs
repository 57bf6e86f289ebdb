using O2X.Vehicles.Decoding;
using O2X.Vehicles.OpenLink;

namespace O2X.Vehicles.Tests.OpenLink;

public class OpenLinkDecoderTests
{
    private static readonly byte[] Driving = Convert.FromHexString(OpenLinkTables.Information[1].Hex);
    private static readonly byte[] Moving = Convert.FromHexString(OpenLinkTables.Measurements[1].Hex);

    private VehicleSnapshot _state;

    public static TheoryData<string> InformationRows => OpenLinkTables.Names(OpenLinkTables.Information.Skip(1));

    public static TheoryData<string> MeasurementsRows => OpenLinkTables.Names(OpenLinkTables.Measurements);

    [Theory, MemberData(nameof(InformationRows))]
    public void Reads_information_as_documented(string name)
    {
        var row = OpenLinkTables.Information.Single(row => row.Name == name);
        Assert.Equal(DecodeResult.Updated, Decode(Convert.FromHexString(row.Hex)));
        Assert.Equal(row.Value with { PreviousAlerts = Alerts.None }, Packets.InformationIn(_state));
    }

    [Theory, MemberData(nameof(MeasurementsRows))]
    public void Reads_measurements_as_documented(string name)
    {
        var row = OpenLinkTables.Measurements.Single(row => row.Name == name);
        Assert.Equal(name == "nothing" ? DecodeResult.NoValue : DecodeResult.Updated, Decode(Convert.FromHexString(row.Hex)));
        Assert.Equal(row.Value, Packets.MeasurementsIn(_state, row.Value.Uptime));
    }

    [Fact]
    public void Refuses_a_packet_that_is_too_short()
    {
        for (var length = 0; length < Driving.Length; length++)
            Assert.Equal(DecodeResult.Malformed, Decode(Driving.AsSpan(0, length)));
        Assert.Equal(0u, _state.Known);
    }

    [Fact]
    public void Refuses_a_packet_with_any_one_bit_turned()
    {
        for (var bit = 0; bit < Driving.Length * 8; bit++)
        {
            var spoilt = (byte[])Driving.Clone();
            spoilt[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal(DecodeResult.Malformed, Decode(spoilt));
        }

        Assert.Equal(0u, _state.Known);
    }

    [Fact]
    public void Refuses_another_version() => Assert.Equal(DecodeResult.Malformed, Decode(Driving.With((0, 0x21))));

    [Theory]
    [InlineData(0x10)]
    [InlineData(0x13)]
    [InlineData(0x1F)]
    public void Skips_a_type_that_it_does_not_know(byte header)
    {
        Assert.Equal(DecodeResult.Unknown, Decode(Driving.With((0, header))));
        Assert.Equal(0u, _state.Known);
    }

    [Fact]
    public void Ignores_what_follows_a_packet()
    {
        Assert.Equal(DecodeResult.Updated, Decode([.. Driving, 0xDE, 0xAD]));
        Assert.Equal(72, _state.StateOfCharge);
    }

    [Theory]
    [InlineData(2, 0x3E, Signal.ParkBrake)]
    [InlineData(2, 0xDE, Signal.Ready)]
    [InlineData(3, 0x72, Signal.ChargeRequested)]
    [InlineData(3, 0xD2, Signal.Plugged)]
    [InlineData(4, 41, Signal.BatteryState)]
    [InlineData(4, 254, Signal.BatteryState)]
    [InlineData(8, 101, Signal.StateOfCharge)]
    [InlineData(8, 254, Signal.StateOfCharge)]
    [InlineData(10, 0x04, Signal.RemainingRange)]
    [InlineData(12, 0x04, Signal.TimeToFull)]
    public void Keeps_the_good_information_beside_a_value_that_cannot_be(int at, byte value, Signal bad)
    {
        var packet = at == 12 ? Driving.With((11, 69), (12, value)) : Driving.With((at, value));
        Assert.Equal(DecodeResult.Implausible, Decode(packet));
        Assert.Equal(Quality.Unknown, _state.QualityOf(bad));
        Assert.Equal(3482.7m, _state.Odometer);
        Assert.Equal(VehicleStatus.Driving, _state.ReportedStatus);
    }

    [Theory]
    [InlineData(2, 61, Signal.Speed)]
    [InlineData(4, 0x0F, Signal.PackVoltage)]
    [InlineData(6, 0xF0, Signal.PackCurrent)]
    [InlineData(7, 86, Signal.BatteryTemperature1)]
    [InlineData(8, 0x81, Signal.BatteryTemperature2)]
    public void Keeps_the_good_measurements_beside_a_value_that_cannot_be(int at, byte value, Signal bad)
    {
        Assert.Equal(DecodeResult.Implausible, Decode(Moving.With((at, value))));
        foreach (var signal in new[] { Signal.Speed, Signal.PackVoltage, Signal.PackCurrent, Signal.BatteryTemperature1, Signal.BatteryTemperature2 })
            Assert.Equal(signal == bad ? Quality.Unknown : Quality.Live, _state.QualityOf(signal));
    }

    [Fact]
    public void Keeps_what_was_known_when_a_value_cannot_be()
    {
        Decode(Driving);
        Assert.Equal(DecodeResult.Implausible, Decode(Driving.With((8, 254))));
        Assert.Equal(72, _state.StateOfCharge);
    }

    [Theory]
    [InlineData(0x02, 0x01)]
    [InlineData(0x02, 0x00)]
    public void Takes_no_alert_of_which_the_dongle_cannot_tell(byte current, byte known)
    {
        Assert.Equal(DecodeResult.Implausible, Decode(Driving.With((5, current), (6, 0), (7, known))));
        Assert.Equal(AlertSet.Unknown, _state.CurrentAlerts);
    }

    [Fact]
    public void Refuses_an_alert_of_before_of_which_the_dongle_cannot_tell() =>
        Assert.Equal(DecodeResult.Implausible, Decode(Driving.With((6, 0x02), (7, 0x01))));

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(15)]
    public void Takes_a_system_state_past_the_documented_ones_for_unknown(byte raw)
    {
        Decode(Driving);
        Assert.Equal(DecodeResult.Updated, Decode(Driving.With((3, (byte)(0x50 | raw)))));
        Assert.Equal(SystemState.Unknown, _state.SystemState);
    }

    [Fact]
    public void Forgets_what_the_dongle_no_longer_knows()
    {
        Decode(Driving);
        Decode(Packets.Of(new OpenLinkInformation { SourceAge = TimeSpan.Zero }));
        Assert.Equal(new OpenLinkInformation(), Packets.InformationIn(_state));
    }

    [Fact]
    public void Dates_values_back_by_the_age_of_their_source()
    {
        Decode(Driving.With((16, 3)));
        Assert.Equal(TimeSpan.FromSeconds(3), _state.AgeOf(Signal.StateOfCharge, Packets.Arrival));
    }

    [Fact]
    public void Keeps_what_was_known_while_the_dongle_has_not_heard_the_vehicle()
    {
        Decode(Driving);
        Assert.Equal(DecodeResult.NoValue, Decode(Packets.Of(new OpenLinkInformation())));
        Assert.Equal(72, _state.StateOfCharge);
    }

    [Fact]
    public void Does_not_blur_the_seconds_to_full_with_minutes()
    {
        Decode(Packets.Of(new OpenLinkMeasurements { TimeToFull = 10_255 }));
        Decode(Packets.Of(new OpenLinkInformation { ChargeDelay = 171, SourceAge = TimeSpan.Zero }));
        Assert.Equal(TimeSpan.FromSeconds(10_255), _state.TimeToFull);
        Decode(Packets.Of(new OpenLinkInformation { ChargeDelay = 170, SourceAge = TimeSpan.Zero }));
        Assert.Equal(TimeSpan.FromMinutes(170), _state.TimeToFull);
    }

    [Fact]
    public void Allocates_nothing()
    {
        Decode(Driving);
        Decode(Moving);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            Decode(Driving);
            Decode(Moving);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private DecodeResult Decode(ReadOnlySpan<byte> packet) => OpenLinkDecoder.Decode(packet, ref _state, Packets.Arrival);
}
