using O2X.Links.Time;
using O2X.Simulator.Cars;
using O2X.Vehicles;

namespace O2X.Simulator.Tests.Cars;

public class JourneyTests
{
    private readonly VirtualClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly VirtualCar _car;

    public JourneyTests() => _car = new VirtualCar(SimulatedWorld.DefaultVin, _clock);

    [Fact]
    public void Demonstration_shows_parked_then_driving_within_20_seconds_and_later_charging()
    {
        _car.Follow(Journey.Demonstration);
        var statuses = new List<VehicleStatus> { _car.State.Status };
        var firstDrive = TimeSpan.MaxValue;
        var wantedInVain = false;
        for (var at = TimeSpan.Zero; at < TimeSpan.FromSeconds(211); at += TimeSpan.FromSeconds(1))
        {
            Pass(1);
            var state = _car.State;
            if (state.Status != statuses[^1]) statuses.Add(state.Status);
            if (state.SpeedKmh > 30 && at < firstDrive) firstDrive = at;
            wantedInVain |= state.ChargeRequested && state.ParkBrake == ParkBrakeStatus.NotActivated;
        }

        Assert.Equal([VehicleStatus.Parked, VehicleStatus.Driving, VehicleStatus.Parked, VehicleStatus.Charging, VehicleStatus.Parked], statuses);
        Assert.True(firstDrive < TimeSpan.FromSeconds(20));
        Assert.True(wantedInVain);
    }

    [Fact]
    public void Demonstration_can_go_on_for_a_day()
    {
        _car.Follow(Journey.Demonstration);
        var odometer = 0.0;
        for (var minute = 0; minute < 24 * 60; minute++)
        {
            Pass(60);
            Assert.InRange(_car.State.StateOfCharge, 40, 100);
            Assert.True(_car.State.OdometerKm >= odometer);
            odometer = _car.State.OdometerKm;
        }
    }

    [Fact]
    public void Compressed_time_gives_the_same_drive_in_less()
    {
        var slow = new VirtualCar(SimulatedWorld.DefaultVin, _clock);
        slow.Follow(new Journey(new JourneyPhase(CarActivity.Driving, TimeSpan.FromHours(1))));
        Pass(600);
        var expected = slow.State;
        var fast = new VirtualCar(SimulatedWorld.DefaultVin, _clock);
        fast.Follow(new Journey(new JourneyPhase(CarActivity.Driving, TimeSpan.FromHours(1), Compression: 60)));
        Pass(10);
        Assert.Equal(expected, fast.State);
    }

    [Fact]
    public void Begins_again_after_its_last_phase()
    {
        _car.Follow(new Journey(
            new JourneyPhase(CarActivity.Charging, TimeSpan.FromSeconds(10)),
            new JourneyPhase(CarActivity.Parked, TimeSpan.FromSeconds(5))));
        foreach (var expected in new[] { VehicleStatus.Charging, VehicleStatus.Parked, VehicleStatus.Charging, VehicleStatus.Parked })
        {
            Pass(expected == VehicleStatus.Charging ? 9 : 5);
            Assert.Equal(expected, _car.State.Status);
            if (expected == VehicleStatus.Parked) Pass(1);
        }
    }

    [Fact]
    public void Ends_with_a_command()
    {
        _car.Follow(Journey.Demonstration);
        Pass(30);
        _car.PlugIn();
        Pass(60);
        Assert.Equal(VehicleStatus.Charging, _car.State.Status);
        Pass(300);
        Assert.Equal(VehicleStatus.Charging, _car.State.Status);
    }

    [Fact]
    public void Refuses_phases_that_cannot_be()
    {
        Assert.Throws<ArgumentException>(() => new Journey());
        Assert.Throws<ArgumentException>(() => new Journey(new JourneyPhase(CarActivity.Parked, TimeSpan.Zero)));
        Assert.Throws<ArgumentException>(() => new Journey(new JourneyPhase(CarActivity.Parked, TimeSpan.FromSeconds(1), Compression: 0)));
        Assert.Throws<ArgumentException>(() => new Journey(new JourneyPhase(CarActivity.Parked, TimeSpan.FromSeconds(1), Compression: 1001)));
    }

    private void Pass(double seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));
}
