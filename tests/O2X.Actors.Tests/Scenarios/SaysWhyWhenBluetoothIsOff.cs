using O2X.Links;
using O2X.Vehicles;

namespace O2X.Actors.Tests.Scenarios;

/// <summary>Somebody switches Bluetooth off, and on again an hour later.</summary>
public sealed class SaysWhyWhenBluetoothIsOff : Story
{
    [Fact]
    public async Task Refuses_to_begin_without_it()
    {
        World.Radio.Power(on: false);

        var reply = await SubscribeAsync();

        Assert.Equal(SubscribeOutcome.SourceUnavailable, reply.Outcome);
        Assert.Equal("Switch it on.", reply.Source!.Advice);
    }

    [Fact]
    public async Task Parks_with_the_reason_and_goes_on_by_itself()
    {
        await SubscribeAsync();
        Pass(seconds: 5);

        World.Radio.Power(on: false);
        Pass(hours: 1);

        Assert.Equal(LinkLossReason.AdapterOff, Events.ExpectMsg<VehicleEvent>().Fault!.Reason);
        Assert.Equal((LinkState.WaitingForAdapter, 0), (Link, Engine.LinkReport.FailedAttempts));
        Assert.Equal("Switch it on.", Engine.LinkReport.Fault!.Advice);

        World.Radio.Power(on: true);
        Pass(seconds: 5);

        Assert.Equal(LinkState.Ready, Link);
        Assert.Null(Engine.LinkReport.Fault);
    }
}
