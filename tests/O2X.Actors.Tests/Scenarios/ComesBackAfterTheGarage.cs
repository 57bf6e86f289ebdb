using O2X.Links;
using O2X.Vehicles;

namespace O2X.Actors.Tests.Scenarios;

/// <summary>The car drives into an underground garage for the night, out of the radio's reach, and out again in the morning.</summary>
public sealed class ComesBackAfterTheGarage : Story
{
    [Fact]
    public async Task Tells_the_loss_once_and_is_live_again_within_seconds()
    {
        await SubscribeAsync();
        Pass(seconds: 5);
        Assert.Equal(LinkState.Ready, Link);
        var evening = Engine.LastInformation;

        World.Dongle.InRange = false;
        Pass(hours: 14);

        var lost = Events.ExpectMsg<VehicleEvent>();
        Assert.Equal((VehicleEventKind.Disconnected, LinkLossReason.LinkLoss), (lost.Kind, lost.Fault?.Reason));
        Events.ExpectNoMsg(TimeSpan.Zero);
        Assert.Equal(LinkState.Scanning, Link);
        Assert.Equal(evening!.Data, Engine.LastInformation!.Data);

        World.Dongle.InRange = true;
        Pass(seconds: 5);

        Assert.Equal(LinkState.Ready, Link);
        Assert.True(Engine.LastInformation!.ReceivedAt > evening.ReceivedAt.AddHours(14));
        Events.ExpectNoMsg(TimeSpan.Zero);
    }
}
