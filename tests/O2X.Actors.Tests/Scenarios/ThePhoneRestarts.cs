using O2X.Simulator;

namespace O2X.Actors.Tests.Scenarios;

/// <summary>The program ends and starts again, while the car is away.</summary>
public sealed class ThePhoneRestarts : Story
{
    [Fact]
    public async Task Remembers_the_car_and_what_it_said_last()
    {
        Car.SetStateOfCharge(64.5);
        await SubscribeAsync();
        Pass(seconds: 5);
        await Engine.DisposeAsync();
        World.Dongle.InRange = false;
        Pass(hours: 3);

        StartEngine();

        Assert.Equal(SimulatedWorld.DefaultVin, Engine.Remembered!.Vin);
        Assert.Equal(64m, Engine.LastInformation!.Data.BatterySoc.Value);
        Assert.True(Engine.Clock.GetUtcNow() - Engine.LastInformation.ReceivedAt > TimeSpan.FromHours(2.9));

        // It needs no VIN, and seeks as long as it takes.
        var reply = await Engine.SubscribeAsync(new SubscribeRequest());
        Assert.Equal((SubscribeOutcome.Accepted, SimulatedWorld.DefaultVin), (reply.Outcome, reply.Vin));
        Pass(hours: 2);
        Assert.Equal(LinkState.Scanning, Link);

        World.Dongle.InRange = true;
        Pass(seconds: 5);
        Assert.Equal(LinkState.Ready, Link);
    }
}
