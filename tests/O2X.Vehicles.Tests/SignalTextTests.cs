namespace O2X.Vehicles.Tests;

public class SignalTextTests
{
    private static VehicleSnapshot Everything { get; } = new()
    {
        Known = uint.MaxValue,
        Soc = 71,
        RangeKm = 53,
        OdometerTenths = 34828,
        TimeToFullSeconds = 3930,
        Centivolts = 5176,
        Deciamperes = -519,
        Kmh = 45,
        Temperature1 = 17,
        Temperature2 = -3,
        SelectorValue = Selector.Drive,
        ParkBrakeValue = ParkBrakeStatus.NotActivated,
        StatusValue = VehicleStatus.Driving,
        SystemStateValue = SystemState.Driving,
        AlertsKnown = Alerts.Stop | Alerts.TurtleMode,
        AlertsActive = Alerts.TurtleMode,
        Flags = SnapshotFlags.Ready,
    };

    [Theory]
    [InlineData(Signal.StateOfCharge, "71 %")]
    [InlineData(Signal.RemainingRange, "53 km")]
    [InlineData(Signal.Odometer, "3482.8 km")]
    [InlineData(Signal.TimeToFull, "66 min")]
    [InlineData(Signal.Selector, "drive")]
    [InlineData(Signal.ParkBrake, "off")]
    [InlineData(Signal.Ready, "yes")]
    [InlineData(Signal.Speed, "45 km/h")]
    [InlineData(Signal.PackVoltage, "51.76 V")]
    [InlineData(Signal.PackCurrent, "-51.9 A")]
    [InlineData(Signal.BatteryTemperature1, "17 °C")]
    [InlineData(Signal.BatteryTemperature2, "-3 °C")]
    [InlineData(Signal.Plugged, "no")]
    [InlineData(Signal.SystemState, "driving")]
    [InlineData(Signal.Alerts, "turtle mode")]
    [InlineData(Signal.Status, "driving")]
    public void Gives_the_value_with_its_unit(Signal signal, string expected) => Assert.Equal(expected, SignalText.Of(Everything, signal));

    [Fact]
    public void Gives_nothing_for_what_is_not_known()
    {
        Assert.All(Enum.GetValues<Signal>(), signal => Assert.Null(SignalText.Of(default, signal)));
        Assert.Null(SignalText.Of(Everything, (Signal)99));
    }

    [Fact]
    public void Says_that_no_alert_is_on() => Assert.Equal("none", SignalText.Of(new AlertSet(Alerts.None, Alerts.Stop)));
}
