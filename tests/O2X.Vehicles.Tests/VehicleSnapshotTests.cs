namespace O2X.Vehicles.Tests;

public class VehicleSnapshotTests
{
    private static readonly long Second = TimeSpan.TicksPerSecond;
    private VehicleSnapshot _state;

    // D23
    [Fact]
    public void Knows_nothing_at_first()
    {
        foreach (var signal in Enum.GetValues<Signal>())
        {
            Assert.Equal(Quality.Unknown, _state.QualityOf(signal));
            Assert.Null(_state.AgeOf(signal));
        }

        Assert.Null(_state.StateOfCharge);
        Assert.Null(_state.Ready);
        Assert.Equal(SystemState.Unknown, _state.SystemState);
        Assert.Equal(BatteryState.Unknown, _state.BatteryState);
        Assert.Null(_state.CurrentAlerts[Alerts.Stop]);
    }

    [Fact]
    public void Tells_live_from_stale_and_from_lost()
    {
        _state.Heard(Signal.Speed, Second);
        Assert.Equal(Quality.Live, _state.QualityOf(Signal.Speed));
        _state.Live = 0;
        Assert.Equal(Quality.Stale, _state.QualityOf(Signal.Speed));
        Assert.Equal(0, _state.Speed);
        _state.Lose(Signal.Speed);
        Assert.Equal(Quality.Unknown, _state.QualityOf(Signal.Speed));
        Assert.Null(_state.Speed);
    }

    [Fact]
    public void Takes_a_status_for_live_as_long_as_it_is_known()
    {
        _state.StatusValue = VehicleStatus.Parked;
        Assert.Equal(Quality.Live, _state.QualityOf(Signal.Status));
        _state.StatusValue = VehicleStatus.Unknown;
        Assert.Equal(Quality.Unknown, _state.QualityOf(Signal.Status));
    }

    [Fact]
    public void Tells_which_signals_a_packet_refreshed()
    {
        _state.Heard(Signal.Speed, Second);
        _state.BeginPacket();
        _state.Heard(Signal.Ready, Second);
        Assert.Equal(VehicleSnapshot.Bit(Signal.Ready), _state.Fresh);
        Assert.Equal(VehicleSnapshot.Bits(Signal.Ready, Signal.Speed), _state.Live);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(12.34, 0)]
    [InlineData(12.345678, 0)]
    [InlineData(1000, 3)]
    public void Tells_the_age_of_a_value(double heard, double later)
    {
        _state.Heard(Signal.Speed, (long)(heard * Second));
        Assert.Equal(TimeSpan.FromSeconds(later), _state.AgeOf(Signal.Speed, (long)((heard + later) * Second)));
    }

    [Fact]
    public void Tells_the_age_of_a_value_that_is_older_than_the_clock()
    {
        _state.Heard(Signal.Speed, -5 * Second);
        Assert.Equal(TimeSpan.FromSeconds(6), _state.AgeOf(Signal.Speed, Second));
    }

    [Fact]
    public void Has_a_time_for_each_signal_and_a_bit()
    {
        var signals = Enum.GetValues<Signal>();
        Assert.Equal(SignalTimes.Count, signals.Length);
        foreach (var signal in signals) _state.Heard(signal, ((int)signal + 1) * Second);
        foreach (var signal in signals) Assert.Equal(TimeSpan.FromSeconds(99 - (int)signal), _state.AgeOf(signal, 100 * Second));
        Assert.Equal((1u << signals.Length) - 1, _state.Known);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(29, 0)]
    [InlineData(30, 1)]
    [InlineData(89, 1)]
    [InlineData(7200, 120)]
    public void Gives_the_charge_delay_in_minutes(int seconds, int minutes)
    {
        _state.TimeToFullSeconds = (ushort)seconds;
        _state.Heard(Signal.TimeToFull, 0);
        Assert.Equal(new Quantity("min", minutes), _state.ToInformation().Data.ChargeDelay);
    }

    // D22
    [Fact]
    public void Gives_the_information_with_its_units()
    {
        _state.Identity = new VinBits(Vin.Parse("VR1AB12C3D4567890"));
        _state.UtcTicks = new DateTime(2025, 10, 9, 8, 50, 6, DateTimeKind.Utc).Ticks;
        _state.Soc = 42;
        _state.RangeKm = 31;
        _state.OdometerTenths = 86_269;
        _state.SelectorValue = Selector.Drive;
        _state.ParkBrakeValue = ParkBrakeStatus.NotActivated;
        _state.SystemStateValue = SystemState.Driving;
        _state.BatteryStateValue = BatteryState.RunRunning;
        _state.StatusValue = VehicleStatus.Driving;
        _state.AlertsActive = Alerts.Stop;
        _state.AlertsKnown = (Alerts)0xFF;
        foreach (var signal in new[] { Signal.StateOfCharge, Signal.RemainingRange, Signal.Odometer, Signal.SystemState, Signal.BatteryState })
            _state.Heard(signal, 0);

        Assert.Equal(
            new VehicleInformation(
                _state.Vin,
                new AlertSet(Alerts.Stop, (Alerts)0xFF),
                AlertSet.Unknown,
                new VehicleData(
                    new Quantity("%", 42),
                    SystemState.Driving,
                    BatteryState.RunRunning,
                    new Quantity("km", 31),
                    Selector.Drive,
                    new Quantity("min", null),
                    ParkBrakeStatus.NotActivated,
                    new Quantity("km", 8626.9m)),
                new DateTimeOffset(2025, 10, 9, 8, 50, 6, TimeSpan.Zero),
                VehicleStatus.Driving),
            _state.ToInformation());
    }

    [Fact]
    public void Tells_an_alert_that_is_off_from_one_that_is_not_known()
    {
        var alerts = new AlertSet(Alerts.Stop, Alerts.Stop | Alerts.Service);
        Assert.True(alerts[Alerts.Stop]);
        Assert.False(alerts[Alerts.Service]);
        Assert.Null(alerts[Alerts.TurtleMode]);
    }
}
