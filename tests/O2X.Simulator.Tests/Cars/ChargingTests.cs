using O2X.Links.Time;
using O2X.Simulator.Cars;
using O2X.Vehicles;

namespace O2X.Simulator.Tests.Cars;

public class ChargingTests
{
    private readonly VirtualClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly VirtualCar _car;

    public ChargingTests()
    {
        _car = new VirtualCar(SimulatedWorld.DefaultVin, _clock);
        _car.SetStateOfCharge(10);
        _car.PlugIn();
    }

    [Fact]
    public void Fills_the_battery_in_three_to_four_hours()
    {
        var minutes = 0;
        for (; _car.State.Status == VehicleStatus.Charging && minutes < 600; minutes++) Pass(minutes: 1);
        Assert.InRange(minutes, 180, 260);
        Assert.Equal(100, _car.State.StateOfCharge);
        Assert.Equal((VehicleStatus.Parked, true, false), (_car.State.Status, _car.State.Plugged, _car.State.ChargeRequested));
        Assert.Null(_car.State.TimeToFull);
        Pass(minutes: 600);
        Assert.Equal(100, _car.State.StateOfCharge);
    }

    [Fact]
    public void Tapers_off_towards_the_end()
    {
        _car.SetStateOfCharge(92);
        Pass(minutes: 0.1);
        var full = _car.State.PackAmperes;
        _car.SetStateOfCharge(97);
        Pass(minutes: 0.1);
        Assert.InRange(_car.State.PackAmperes, 0.3 * full, 0.6 * full);
        _car.SetStateOfCharge(99.9);
        Pass(minutes: 0.1);
        Assert.InRange(_car.State.PackAmperes, 0.01 * full, 0.1 * full);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(92.9)]
    [InlineData(95)]
    [InlineData(99.8)]
    public void Knows_how_long_it_will_take(double percent)
    {
        _car.SetStateOfCharge(percent);
        var told = _car.State.TimeToFull!.Value;
        var took = TimeSpan.Zero;
        for (; _car.State.Status == VehicleStatus.Charging && took < TimeSpan.FromHours(10); took += TimeSpan.FromSeconds(1)) Pass(minutes: 1 / 60.0);
        Assert.InRange((told - took).TotalSeconds, -10, 10);
    }

    [Fact]
    public void Counts_the_time_to_full_down()
    {
        var last = _car.State.TimeToFull!.Value;
        for (var i = 0; i < 120; i++)
        {
            Pass(minutes: 1);
            var now = _car.State.TimeToFull!.Value;
            Assert.InRange((last - now).TotalSeconds, 59, 61);
            last = now;
        }
    }

    private void Pass(double minutes) => _clock.Advance(TimeSpan.FromMinutes(minutes));
}
