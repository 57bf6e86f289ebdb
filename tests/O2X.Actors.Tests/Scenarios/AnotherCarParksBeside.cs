using O2X.Links;
using O2X.Simulator;
using O2X.Simulator.Radio;
using O2X.Vehicles;

namespace O2X.Actors.Tests.Scenarios;

/// <summary>A car of the same kind stands nearer than ours, and its dongle does not say whose it is.</summary>
public sealed class AnotherCarParksBeside : Story
{
    private static readonly Vin Strangers = Vin.Parse("VR1AB12C3D4567801");

    [Fact]
    public async Task Is_looked_at_and_passed_over()
    {
        ParkBeside();

        await SubscribeAsync();
        Pass(seconds: 5);

        Assert.Equal(LinkState.Ready, Link);
        Assert.True(Engine.LinkReport.IsVerified);
        Assert.Equal(SimulatedWorld.DefaultVin, Engine.LastInformation!.Vin);
    }

    [Fact]
    public async Task Is_never_taken_for_ours()
    {
        World.Dongle.InRange = false;
        ParkBeside();

        await SubscribeAsync();
        Pass(seconds: 60);

        Assert.Equal((LinkState.Idle, LinkLossReason.ScanTimeout), (Link, Engine.LinkReport.Fault!.Reason));
        Assert.Null(Engine.LastInformation);
        Assert.Null(Engine.Remembered);
    }

    private void ParkBeside() => World.Add(Strangers, new DongleOptions { AdvertisesTag = false }).Rssi = -40;
}
