using O2X.Vehicles;

namespace O2X.Actors.Tests.Scenarios;

/// <summary>The car is plugged in with a quarter left, and is full in the morning.</summary>
public sealed class BatteryFullOverNight : Story
{
    [Fact]
    public async Task Tells_how_long_it_takes_and_when_it_is_done()
    {
        Car.SetStateOfCharge(25);
        await SubscribeAsync();
        Pass(seconds: 5);
        Statuses.ExpectMsg(VehicleStatus.Parked);

        Car.PlugIn();
        Pass(minutes: 1);
        Statuses.ExpectMsg(VehicleStatus.Charging);
        var charging = Engine.LastInformation!.Data;
        Assert.InRange(charging.ChargeDelay.Value!.Value, 120, 240);

        Pass(minutes: (double)charging.ChargeDelay.Value + 5);

        Statuses.ExpectMsg(VehicleStatus.Parked);
        Statuses.ExpectNoMsg(TimeSpan.Zero);
        Assert.Equal(100m, Engine.LastInformation.Data.BatterySoc.Value);
        Assert.True(Engine.LastInformation.Data.RemainingAutonomy.Value > charging.RemainingAutonomy.Value);
        Events.ExpectNoMsg(TimeSpan.Zero);
    }
}
