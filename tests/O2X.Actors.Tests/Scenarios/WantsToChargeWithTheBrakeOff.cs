using O2X.Vehicles;

namespace O2X.Actors.Tests.Scenarios;

/// <summary>The driver plugs the car in and forgets the park brake: it will not charge, and nobody would know until morning.</summary>
public sealed class WantsToChargeWithTheBrakeOff : Story
{
    [Fact]
    public async Task Is_told_once_each_time()
    {
        await SubscribeAsync();
        Pass(seconds: 5);

        Car.WantToChargeWithBrakeOff();
        Pass(minutes: 10);
        Assert.Equal(VehicleEventKind.CantCharge, Events.ExpectMsg<VehicleEvent>().Kind);
        Events.ExpectNoMsg(TimeSpan.Zero);

        Car.PlugIn();
        Pass(minutes: 10);
        Events.ExpectNoMsg(TimeSpan.Zero);
        Assert.Equal(ParkBrakeStatus.Activated, Engine.LastInformation!.Data.ParkBrakeStatus);
        Assert.Equal(VehicleStatus.Charging, Engine.LastInformation.Status);

        Car.WantToChargeWithBrakeOff();
        Pass(minutes: 10);
        Assert.Equal(VehicleEventKind.CantCharge, Events.ExpectMsg<VehicleEvent>().Kind);
    }
}
