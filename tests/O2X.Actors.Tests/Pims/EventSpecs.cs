using O2X.TestKit;
using Xunit;

namespace O2X.Actors.Tests.Pims;

/// <summary>pims.vehicle.event (sdk-reference 2.3).</summary>
public sealed class EventSpecs
{
    [Fact]
    public async Task D9_L13_Without_informations_subscribe_fails_with_2365()
    {
        await using var bench = await PimsBench.InitializedAsync();
        PimsAssert.Fails(await bench.SubscribeToEventsAsync(), 2365, "Command can't be execute because no subscribe are running");
    }

    [Theory]
    [InlineData("{}", 2101, "Missing actionType parameter")]
    [InlineData("""{"actionType":"sendToNav"}""", 2102, "Invalid actionType parameter")]
    public async Task D7_The_action_is_checked(string parameters, int code, string label)
    {
        await using var bench = await PimsBench.ReadyAsync();
        PimsAssert.Fails(await bench.SubscribeToEventsAsync(parameters), code, label);
    }

    [Fact]
    public async Task D3_A_second_one_fails_with_2005()
    {
        await using var bench = await PimsBench.ReadyAsync();
        PimsAssert.Succeeds(await bench.SubscribeToEventsAsync());
        PimsAssert.Fails(await bench.SubscribeToEventsAsync(), 2005);
    }

    [Fact]
    public async Task L14_D17_A_loss_is_disconnected_once()
    {
        await using var bench = await PimsBench.ReadyAsync();
        await bench.SubscribeToEventsAsync();
        bench.Engine.Pass(300);
        Assert.Equal([null, """{"event":"disconnected"}"""], bench.Events.Select(message => message.Result?.GetRawText()));
        Assert.Single(bench.Events.Select(message => message.TransactionId).Distinct());
    }

    [Fact]
    public async Task D17_Unsubscribing_and_releasing_is_no_disconnection()
    {
        await using var bench = await PimsBench.ReadyAsync();
        await bench.SubscribeToEventsAsync();
        await bench.Facade.Unsubscribe(PimsBench.Informations);
        await bench.Facade.Release();
        Assert.Single(bench.Events);
    }

    [Fact]
    public async Task L15_D19_cantCharge_is_told_once_and_again_when_the_condition_had_gone()
    {
        await using var bench = await PimsBench.ReadyAsync();
        await bench.SubscribeToEventsAsync();
        await WantToChargeAsync(bench, brake: false, seconds: 5);
        Assert.Equal([null, """{"event":"cantCharge"}"""], bench.Events.Select(message => message.Result?.GetRawText()));
        await WantToChargeAsync(bench, brake: true, seconds: 3);
        await WantToChargeAsync(bench, brake: false, seconds: 3);
        Assert.Equal(3, bench.Events.Count);
    }

    [Fact]
    public async Task D26_It_stays_when_informations_are_unsubscribed_and_hears_the_next()
    {
        await using var bench = await PimsBench.ReadyAsync();
        await bench.SubscribeToEventsAsync();
        await bench.Facade.Unsubscribe(PimsBench.Informations);
        await bench.SubscribeAsync();
        bench.Engine.SightAndBecomeReady();
        bench.Engine.Pass(10);
        Assert.Equal(2, bench.Events.Count);
    }

    [Fact]
    public async Task Unsubscribing_ends_it_and_twice_fails_with_2365()
    {
        await using var bench = await PimsBench.ReadyAsync();
        await bench.SubscribeToEventsAsync();
        PimsAssert.Succeeds(await bench.Facade.Unsubscribe(PimsBench.Event));
        bench.Engine.Pass(10);
        Assert.Single(bench.Events);
        PimsAssert.Fails(await bench.Facade.Unsubscribe(PimsBench.Event), 2365);
    }

    [Fact]
    public async Task D7_The_name_of_the_documentations_page_is_taken()
    {
        await using var bench = await PimsBench.ReadyAsync();
        PimsAssert.Succeeds(await bench.Facade.Subscribe("pims.vehicle.event-O2x", PimsParameters.Parse(PimsBench.Action), bench.Events.Add));
        PimsAssert.Succeeds(await bench.Facade.Unsubscribe("pims.vehicle.event-o2X"));
    }

    private static Task WantToChargeAsync(PimsBench bench, bool brake, int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            bench.Engine.Transport.Link.Battery();
            bench.Engine.Transport.Link.Charger(timeToFull: 3600);
            bench.Engine.Transport.Link.Dash(brake: brake);
            bench.Engine.Pass(1);
        }

        return Task.CompletedTask;
    }
}
