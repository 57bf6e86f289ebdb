using O2X.Links;
using O2X.Simulator;
using O2X.Vehicles;

namespace O2X.Actors.Tests.Scenarios;

/// <summary>The old car is sold, a new one comes: another VIN, for the same program.</summary>
public sealed class TheOwnerSellsTheCar : Story
{
    private static readonly Vin NewCar = Vin.Parse("VR1AB12C3D4567802");

    [Fact]
    public async Task Holds_one_car_at_a_time_and_takes_the_new_one_when_told()
    {
        await SubscribeAsync();
        Pass(seconds: 5);
        Assert.Equal(SubscribeOutcome.AlreadySubscribed, (await SubscribeAsync(NewCar)).Outcome);

        await Engine.UnsubscribeAsync();
        World.Dongle.InRange = false;
        World.Add(NewCar);
        await SubscribeAsync(NewCar);
        Pass(seconds: 5);

        Assert.Equal(LinkState.Ready, Link);
        Assert.Equal(NewCar, Engine.Remembered!.Vin);
        Assert.Equal(NewCar, Engine.LastInformation!.Vin);
        Events.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public async Task Keeps_the_old_one_when_the_new_VIN_has_a_typing_error()
    {
        await SubscribeAsync();
        Pass(seconds: 5);
        await Engine.UnsubscribeAsync();

        await SubscribeAsync(NewCar);
        Pass(seconds: 60);

        Assert.Equal(LinkLossReason.ScanTimeout, Engine.LinkReport.Fault!.Reason);
        Assert.Equal(SimulatedWorld.DefaultVin, Engine.Remembered!.Vin);
    }
}
