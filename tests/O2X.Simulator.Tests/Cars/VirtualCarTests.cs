using O2X.Links.Time;
using O2X.Simulator.Cars;
using O2X.Vehicles;

namespace O2X.Simulator.Tests.Cars;

public class VirtualCarTests
{
    private readonly VirtualClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly VirtualCar _car;

    public VirtualCarTests() => _car = new VirtualCar(SimulatedWorld.DefaultVin, _clock);

    [Fact]
    public void Begins_parked()
    {
        var state = _car.State;
        Assert.Equal(VehicleStatus.Parked, state.Status);
        Assert.Equal(ParkBrakeStatus.Activated, state.ParkBrake);
        Assert.Equal(Selector.Neutral, state.Selector);
        Assert.False(state.Ready || state.Plugged || state.ChargeRequested);
        Assert.Equal(0, state.SpeedKmh);
        Assert.Null(state.TimeToFull);
    }

    [Fact]
    public void Drives_off_at_once_and_reaches_45_within_half_a_minute()
    {
        _car.StartDriving();
        Assert.Equal((VehicleStatus.Driving, Selector.Drive, true), (_car.State.Status, _car.State.Selector, _car.State.Ready));
        Assert.Equal(ParkBrakeStatus.NotActivated, _car.State.ParkBrake);
        Pass(5);
        Assert.InRange(_car.State.SpeedKmh, 15, 35);
        Pass(14);
        Assert.InRange(_car.State.SpeedKmh, 43, 45);
    }

    [Fact]
    public void Stays_plausible_through_an_hour_of_town()
    {
        _car.StartDriving();
        var last = _car.State;
        var (drawn, recuperated, top) = (0.0, 0.0, 0.0);
        for (var i = 0; i < 36_000; i++)
        {
            Pass(0.1);
            var now = _car.State;
            Assert.InRange(now.SpeedKmh, 0, 45);
            Assert.InRange(now.PackVolts, 42, 58);
            Assert.InRange(now.PackAmperes, -200, 60);
            Assert.InRange(now.StateOfCharge, 0, 100);
            Assert.InRange(now.CellTemperature, 10, 45);
            Assert.True(now.OdometerKm >= last.OdometerKm);
            Assert.InRange((now.SpeedKmh - last.SpeedKmh) / 3.6 / 0.1, -2.5, 1.5);
            var wattHours = now.PackVolts * now.PackAmperes * 0.1 / 3600;
            if (wattHours < 0) drawn -= wattHours;
            else recuperated += wattHours;
            top = Math.Max(top, now.SpeedKmh);
            last = now;
        }

        var kilometres = last.OdometerKm - 3482.7;
        Assert.InRange(top, 44, 45);
        Assert.InRange(kilometres, 15, 45);
        Assert.InRange((drawn - recuperated) / kilometres, 45, 110);
        Assert.InRange(recuperated / drawn, 0.01, 0.3);
    }

    [Fact]
    public void Uses_as_much_charge_as_flows()
    {
        _car.SetStateOfCharge(90);
        _car.StartDriving();
        var ampereHours = 0.0;
        for (var i = 0; i < 6000; i++)
        {
            Pass(0.1);
            ampereHours += _car.State.PackAmperes * 0.1 / 3600;
        }

        Assert.Equal(90 + (ampereHours / 107 * 100), _car.State.StateOfCharge, precision: 6);
    }

    [Fact]
    public void Sags_under_load_and_recovers()
    {
        var rest = _car.State.PackVolts;
        _car.StartDriving();
        Pass(6);
        Assert.InRange(rest - _car.State.PackVolts, 1.5, 5);
        _car.Park();
        Pass(30);
        Assert.InRange(rest - _car.State.PackVolts, 0, 0.3);
    }

    [Fact]
    public void Brakes_into_the_battery()
    {
        _car.StartDriving();
        Pass(15);
        _car.Park();
        Pass(1);
        Assert.InRange(_car.State.PackAmperes, 5, 40);
        Assert.Equal(VehicleStatus.Driving, _car.State.Status);
    }

    [Fact]
    public void Comes_to_a_stop_before_it_parks()
    {
        _car.StartDriving();
        Pass(19);
        _car.Park();
        Assert.Equal(VehicleStatus.Driving, _car.State.Status);
        Pass(10);
        Assert.Equal((VehicleStatus.Parked, 0.0), (_car.State.Status, _car.State.SpeedKmh));
        Assert.Equal(ParkBrakeStatus.Activated, _car.State.ParkBrake);
    }

    [Fact]
    public void Runs_empty_and_comes_to_rest()
    {
        _car.SetStateOfCharge(3);
        _car.StartDriving();
        Pass(3 * 3600);
        Assert.Equal(0, _car.State.StateOfCharge);
        Assert.Equal(0, _car.State.SpeedKmh);
        Assert.Equal(0, _car.State.PackAmperes, precision: 9);
        Assert.True(_car.State.Alerts.HasFlag(Alerts.TurtleMode | Alerts.BatteryCharge));
    }

    [Fact]
    public void Crawls_when_it_is_nearly_empty()
    {
        _car.SetStateOfCharge(4);
        _car.StartDriving();
        Pass(1);
        Assert.True(_car.State.Alerts.HasFlag(Alerts.TurtleMode));
        for (var i = 0; i < 150; i++)
        {
            Pass(0.1);
            Assert.InRange(_car.State.PackAmperes * _car.State.PackVolts, -2500, 0);
        }
    }

    [Fact]
    public void Backs_out_slowly()
    {
        _car.Do(CarActivity.Reversing);
        Pass(5);
        Assert.Equal((Selector.Reverse, VehicleStatus.Driving), (_car.State.Selector, _car.State.Status));
        Assert.InRange(_car.State.SpeedKmh, 3, 5.1);
    }

    [Fact]
    public void Halts_ready_in_drive()
    {
        _car.StartDriving();
        Pass(10);
        _car.Do(CarActivity.Halted);
        Pass(10);
        Assert.Equal((0.0, true, Selector.Drive, VehicleStatus.Driving), (_car.State.SpeedKmh, _car.State.Ready, _car.State.Selector, _car.State.Status));
    }

    [Fact]
    public void Stays_plugged_in_between_car_and_wall_until_unplugged()
    {
        _car.PlugIn();
        Pass(1);
        Assert.Equal((VehicleStatus.Charging, true, true), (_car.State.Status, _car.State.Plugged, _car.State.ChargeRequested));
        Assert.InRange(_car.State.PackAmperes * _car.State.PackVolts, 1600, 1900);
        _car.Unplug();
        Pass(0.1);
        Assert.Equal((VehicleStatus.Parked, false), (_car.State.Status, _car.State.Plugged));
        Assert.True(_car.State.PackAmperes < 0);
    }

    [Fact]
    public void Wants_to_charge_with_the_brake_off()
    {
        _car.WantToChargeWithBrakeOff();
        Pass(60);
        var state = _car.State;
        Assert.Equal((VehicleStatus.Parked, true, true), (state.Status, state.Plugged, state.ChargeRequested));
        Assert.Equal(ParkBrakeStatus.NotActivated, state.ParkBrake);
        Assert.Equal(Alerts.ParkingBrake, state.Alerts);
        Assert.True(state.PackAmperes <= 0);
        _car.PlugIn();
        Assert.Equal((VehicleStatus.Charging, ParkBrakeStatus.Activated), (_car.State.Status, _car.State.ParkBrake));
        Assert.Equal((Alerts.None, Alerts.ParkingBrake), (_car.State.Alerts, _car.State.PreviousAlerts));
    }

    [Fact]
    public void Puts_alerts_on_and_off()
    {
        _car.SetAlerts(Alerts.Service | Alerts.Stop);
        _car.SetAlerts(Alerts.Service);
        Assert.Equal((Alerts.Service, Alerts.Service | Alerts.Stop), (_car.State.Alerts, _car.State.PreviousAlerts));
        _car.SetAlerts(Alerts.Service);
        Assert.Equal(Alerts.Service | Alerts.Stop, _car.State.PreviousAlerts);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(100.1)]
    public void Refuses_a_charge_that_cannot_be(double percent) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _car.SetStateOfCharge(percent));

    [Fact]
    public void Is_the_same_however_often_one_looks()
    {
        var other = new VirtualCar(SimulatedWorld.DefaultVin, _clock);
        _car.StartDriving();
        other.StartDriving();
        for (var i = 0; i < 900; i++)
        {
            Pass(0.137);
            _ = _car.State;
        }

        Assert.Equal(_car.State, other.State);
    }

    [Fact]
    public void Drives_otherwise_with_another_seed()
    {
        var other = new VirtualCar(SimulatedWorld.DefaultVin, _clock, seed: 2);
        _car.StartDriving();
        other.StartDriving();
        Pass(300);
        Assert.NotEqual(_car.State.OdometerKm, other.State.OdometerKm);
    }

    [Fact]
    public void Does_not_run_back()
    {
        _car.StartDriving();
        Pass(10);
        var now = _car.State;
        _car.AdvanceTo(0);
        Assert.Equal(now, _car.State);
    }

    private void Pass(double seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));
}
