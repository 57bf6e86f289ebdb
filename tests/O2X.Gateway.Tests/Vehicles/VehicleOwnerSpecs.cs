using O2X.Actors;
using O2X.Gateway.Vehicles;
using O2X.Links;
using O2X.Simulator;
using O2X.TestKit;

namespace O2X.Gateway.Tests.Vehicles;

public class VehicleOwnerSpecs
{
    [Fact]
    public async Task Subscribes_by_itself_at_start()
    {
        await using var host = await GatewayHost.StartAsync();

        Assert.NotNull(host.Owner.Subscription);
        Assert.Equal(SimulatedWorld.DefaultVin, host.View.SubscribedVin);
        host.BecomeReady();
    }

    [Fact]
    public async Task Holds_the_subscription_under_one_name()
    {
        await using var host = await GatewayHost.StartReadyAsync();

        Assert.Equal(UnsubscribeReply.NotOwner, await host.Engine.UnsubscribeAsync("somebody"));
        Assert.Equal(UnsubscribeReply.Unsubscribed, await host.Engine.UnsubscribeAsync("gateway"));
    }

    [Fact]
    public async Task Waits_for_a_source_that_is_not_there()
    {
        ScriptedTransport? bus = null;
        await using var host = await GatewayHost.StartAsync(transport: other =>
        {
            bus = new ScriptedTransport((O2X.Links.Time.VirtualClock)other.Clock);
            bus.Become(new TransportState(Availability.Absent, "There is no such interface."));
            return bus;
        });
        Assert.Equal(LinkState.WaitingForAdapter, host.View.Link.State);

        bus!.Become(TransportState.On);
        Assert.Equal(LinkState.Scanning, host.View.Link.State);
    }

    [Fact]
    public async Task Seeks_again_when_its_own_search_ended()
    {
        await using var host = await GatewayHost.StartAsync(new() { ["O2X:Vin"] = "VR1AB12C3D4567891" });
        using var link = new Recorder<LinkReport>(host.Engine.Link);
        host.Pass(65);

        Assert.Contains(link.Items, report => report is { State: LinkState.Idle, Fault.Reason: LinkLossReason.ScanTimeout });
        Assert.Equal(LinkState.Scanning, host.View.Link.State);
    }

    [Fact]
    public async Task Leaves_a_search_that_somebody_asked_for_when_it_ended()
    {
        await using var host = await GatewayHost.StartAsync();
        await host.Owner.UnsubscribeAsync();
        Assert.True((await host.Owner.SubscribeAsync(new SubscribeCommand { Vin = AmiBus.OtherVin, FirstTime = true })).IsDone);
        host.Pass(200);

        Assert.Equal(LinkState.Idle, host.View.Link.State);
        Assert.Null(host.Owner.Subscription);
    }

    [Fact]
    public async Task Refuses_with_the_code_and_in_words()
    {
        await using var host = await GatewayHost.StartAsync();

        var second = await host.Owner.SubscribeAsync(new SubscribeCommand { Vin = SimulatedWorld.DefaultVin, FirstTime = true });
        Assert.Equal((2005, "A vehicle is subscribed to already. Unsubscribe first."), (second.Error!.Code, second.Words));
        Assert.True((await host.Owner.UnsubscribeAsync()).IsDone);
        Assert.Equal(2365, (await host.Owner.UnsubscribeAsync()).Error!.Code);
        var elsewhere = await host.Owner.SubscribeAsync(new SubscribeCommand { Source = "can:can0" });
        Assert.Equal((2102, "Invalid source parameter"), (elsewhere.Error!.Code, elsewhere.Error.Label));
        Assert.Equal(2101, (await host.Owner.SubscribeAsync(new SubscribeCommand { FirstTime = true })).Error!.Code);
    }

    [Fact]
    public async Task Sets_all_timeouts_or_none()
    {
        await using var host = await GatewayHost.StartAsync();

        var wrong = await host.Owner.SetTimeoutsAsync(TimeSpan.FromSeconds(5), looseConnection: TimeSpan.FromDays(2));
        Assert.Equal("looseConnection must be between 1 and 86400000 ms.", wrong.Words);
        Assert.Equal(new Timeouts(), host.Owner.Timeouts);
        Assert.True((await host.Owner.SetTimeoutsAsync(TimeSpan.FromSeconds(5))).IsDone);
        Assert.Equal(TimeSpan.FromSeconds(5), host.Owner.Timeouts.Scan);
    }
}
