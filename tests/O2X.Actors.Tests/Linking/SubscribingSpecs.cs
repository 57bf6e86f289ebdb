using O2X.Actors.Storage;
using O2X.Links;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Actors.Tests.Linking;

/// <summary>Beginning and ending subscriptions, and what is remembered of them.</summary>
public sealed class SubscribingSpecs
{
    [Fact]
    public async Task D3_refuses_a_second_subscription_and_leaves_the_first_alone()
    {
        await using var bench = new EngineBench();
        await bench.BecomeReadyAsync();

        var again = await bench.SubscribeAsync();
        var other = await bench.Engine.SubscribeAsync(new SubscribeRequest { FirstTime = true, Vin = AmiBus.OtherVin, Owner = "somebody else" });

        Assert.Equal(SubscribeOutcome.AlreadySubscribed, again.Outcome);
        Assert.Equal(SubscribeOutcome.SubscribedByOther, other.Outcome);
        Assert.Equal((LinkState.Ready, AmiBus.Vin), (bench.State, bench.Engine.SubscribedVin));
    }

    [Fact]
    public async Task D3_lets_only_the_owner_unsubscribe()
    {
        await using var bench = new EngineBench();
        await bench.BecomeReadyAsync();

        Assert.Equal(UnsubscribeReply.NotOwner, await bench.Engine.UnsubscribeAsync("somebody else"));
        Assert.Equal(LinkState.Ready, bench.State);
        Assert.Equal(UnsubscribeReply.Unsubscribed, await bench.Engine.UnsubscribeAsync());
        Assert.Equal(UnsubscribeReply.NotSubscribed, await bench.Engine.UnsubscribeAsync());
    }

    [Theory]
    [InlineData(LinkState.WaitingForAdapter)]
    [InlineData(LinkState.Scanning)]
    [InlineData(LinkState.Connecting)]
    [InlineData(LinkState.Verifying)]
    [InlineData(LinkState.Ready)]
    [InlineData(LinkState.Stale)]
    [InlineData(LinkState.Closing)]
    [InlineData(LinkState.Backoff)]
    public async Task Leaves_nothing_open_when_unsubscribed_in_any_state(LinkState state)
    {
        await using var bench = new EngineBench();
        await BringToAsync(bench, state);

        var reply = bench.Engine.UnsubscribeAsync();
        bench.Clock.Executor.Run(bench.Transport.Close.Succeed);
        bench.Pass(5);

        Assert.Equal(UnsubscribeReply.Unsubscribed, await reply);
        Assert.Equal(LinkState.Idle, bench.State);
        Assert.Null(bench.Engine.SubscribedVin);
        Assert.Equal((0, 0), (bench.Transport.OpenScans, bench.Clock.ArmedTimers));
        var told = bench.Link.Items.Count;
        bench.Transport.Sight();
        bench.Transport.Become(new TransportState(Availability.Off));
        bench.Transport.Become(TransportState.On);
        bench.Pass(3600);
        Assert.Equal(told, bench.Link.Items.Count);
    }

    [Theory]
    [InlineData(LinkState.Idle)]
    [InlineData(LinkState.WaitingForAdapter)]
    [InlineData(LinkState.Scanning)]
    [InlineData(LinkState.Connecting)]
    [InlineData(LinkState.Verifying)]
    [InlineData(LinkState.Ready)]
    [InlineData(LinkState.Backoff)]
    public async Task Leaves_nothing_open_when_disposed_of_in_any_state(LinkState state)
    {
        var bench = new EngineBench();
        await BringToAsync(bench, state);
        bench.Transport.Connect.Succeed();

        await bench.Engine.DisposeAsync();

        bench.AssertNothingIsOpen();
        Assert.Equal(0, bench.Transport.Observers);
        Assert.True(bench.Information.IsCompleted && bench.Status.IsCompleted && bench.Events.IsCompleted && bench.Link.IsCompleted);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => bench.SubscribeAsync());
        await bench.DisposeAsync();
    }

    [Fact]
    public async Task D17_tells_no_loss_when_unsubscribed()
    {
        await using var bench = new EngineBench();
        await bench.BecomeReadyAsync();

        await bench.Engine.UnsubscribeAsync();

        Assert.Empty(bench.Events.Items);
        Assert.Equal([LinkState.Ready, LinkState.Closing, LinkState.Idle], bench.States.TakeLast(3));
    }

    [Fact]
    public async Task D8_keeps_the_last_information_after_the_end_of_the_subscription()
    {
        await using var bench = new EngineBench();
        Assert.Null(bench.Engine.LastInformation);
        await bench.BecomeReadyAsync();
        var received = bench.Engine.LastInformation;

        await bench.Engine.UnsubscribeAsync();

        Assert.Equal(45, received!.Data.BatterySoc.Value);
        Assert.Equal(received, bench.Engine.LastInformation);
    }

    [Fact]
    public async Task D8_keeps_the_last_information_over_a_restart()
    {
        var store = new MemoryVehicleStore();
        await using (var bench = new EngineBench(new EngineOptions { Store = store, Seed = 1 }))
        {
            await bench.BecomeReadyAsync();
            await bench.Engine.UnsubscribeAsync();
        }

        await using var restarted = new EngineBench(new EngineOptions { Store = store, Seed = 1 });

        Assert.Equal(45, restarted.Engine.LastInformation!.Data.BatterySoc.Value);
        Assert.Equal(AmiBus.Vin, restarted.Engine.Remembered!.Vin);
        Assert.True((await restarted.SubscribeAsync(firstTime: false)).IsAccepted);
    }

    [Fact]
    public async Task D25_clears_the_last_information_and_nothing_else()
    {
        var store = new MemoryVehicleStore();
        await using var bench = new EngineBench(new EngineOptions { Store = store, Seed = 1 });
        await bench.BecomeReadyAsync();

        await bench.Engine.ClearDataAsync();

        Assert.Null(bench.Engine.LastInformation);
        Assert.Null(store.Read().Information);
        Assert.Equal(AmiBus.Vin, store.Read().Remembered!.Vin);
        Assert.Equal(LinkState.Ready, bench.State);
    }

    [Fact]
    public async Task D32_restores_the_old_vehicle_when_the_new_one_is_never_verified()
    {
        var store = new MemoryVehicleStore();
        await using var bench = new EngineBench(new EngineOptions { Store = store, Seed = 1 });
        await bench.BecomeReadyAsync();
        await bench.Engine.UnsubscribeAsync();

        await bench.SubscribeAsync(vin: AmiBus.OtherVin);
        Assert.Equal((AmiBus.OtherVin, AmiBus.Vin), (store.Read().Pending, store.Read().Remembered!.Vin));
        bench.Pass(60);

        Assert.Equal(LinkState.Idle, bench.State);
        Assert.Null(store.Read().Pending);
        Assert.Equal(AmiBus.Vin, store.Read().Remembered!.Vin);
        Assert.Equal(AmiBus.Vin, (await bench.SubscribeAsync(firstTime: false)).Vin);
    }

    [Fact]
    public async Task D32_remembers_a_new_vehicle_once_it_is_verified()
    {
        var store = new MemoryVehicleStore();
        await using var bench = new EngineBench(new EngineOptions { Store = store, Seed = 1 });

        await bench.BecomeReadyAsync();

        Assert.Equal(new RememberedVehicle(AmiBus.Vin, "ami-can", "bus"), store.Read().Remembered);
        Assert.Null(store.Read().Pending);
    }

    [Fact]
    public async Task D32_forgets_the_vehicle_only_while_nothing_is_subscribed_to()
    {
        await using var bench = new EngineBench();
        await bench.BecomeReadyAsync();

        Assert.False(await bench.Engine.ForgetVehicleAsync());
        await bench.Engine.UnsubscribeAsync();
        Assert.True(await bench.Engine.ForgetVehicleAsync());

        Assert.Null(bench.Engine.Remembered);
        Assert.Equal(SubscribeOutcome.NothingRemembered, (await bench.SubscribeAsync(firstTime: false)).Outcome);
    }

    [Fact]
    public async Task Refuses_when_the_vehicle_cannot_be_made_durable()
    {
        await using var bench = new EngineBench(new EngineOptions { Store = new RecordingStore { Save = () => throw new IOException("no space left") }, Seed = 1 });

        var reply = await bench.SubscribeAsync();

        Assert.Equal(SubscribeOutcome.StoreFailed, reply.Outcome);
        Assert.Equal(LinkState.Idle, bench.State);
        Assert.Equal(0, bench.Transport.ScansStarted);
    }

    [Fact]
    public async Task Starts_no_search_before_the_vehicle_is_durable()
    {
        var saved = new TaskCompletionSource();
        var store = new RecordingStore { Save = () => saved.Task };
        await using var bench = new EngineBench(new EngineOptions { Store = store, Seed = 1 });

        var reply = bench.SubscribeAsync();
        var unsubscribed = bench.Engine.UnsubscribeAsync();
        Assert.False(reply.IsCompleted);
        Assert.Equal(0, bench.Transport.ScansStarted);
        bench.Clock.Executor.Run(saved.SetResult);

        Assert.True((await reply).IsAccepted);
        Assert.Equal(UnsubscribeReply.Unsubscribed, await unsubscribed);
    }

    [Fact]
    public async Task D13_refuses_timeouts_out_of_range_and_takes_none_of_them()
    {
        await using var bench = new EngineBench();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => bench.Engine.SetTimeoutsAsync(
            scan: TimeSpan.FromSeconds(5), looseConnection: TimeSpan.Zero));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => bench.Engine.SetTimeoutsAsync(scan: TimeSpan.FromDays(1.1)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => bench.Engine.SetTimeoutsAsync(changeStatus: TimeSpan.FromMilliseconds(-1)));

        Assert.Equal(new Timeouts(), bench.Engine.Timeouts);
    }

    [Fact]
    public async Task D13_keeps_what_is_not_given()
    {
        await using var bench = new EngineBench();
        await bench.Engine.SetTimeoutsAsync(scan: TimeSpan.FromSeconds(5));

        var timeouts = await bench.Engine.SetTimeoutsAsync(changeStatus: TimeSpan.FromSeconds(2));

        Assert.Equal(new Timeouts { Scan = TimeSpan.FromSeconds(5), ChangeStatus = TimeSpan.FromSeconds(2) }, timeouts);
    }

    private static async Task BringToAsync(EngineBench bench, LinkState state)
    {
        var transport = bench.Transport;
        switch (state)
        {
            case LinkState.Idle:
                break;
            case LinkState.WaitingForAdapter:
                transport.Become(new TransportState(Availability.Off));
                await bench.SubscribeAsync();
                break;
            case LinkState.Scanning:
                await bench.SubscribeAsync();
                break;
            case LinkState.Connecting:
                transport.Connect.Hangs = true;
                await bench.SubscribeAsync();
                transport.Sight();
                break;
            case LinkState.Verifying:
                await bench.SubscribeAsync();
                transport.Sight();
                break;
            case LinkState.Ready:
                await bench.BecomeReadyAsync();
                break;
            case LinkState.Stale:
                await bench.BecomeReadyAsync();
                transport.Close.Hangs = true;
                transport.Link.End(new LinkFault(LinkLossReason.LinkLoss));
                break;
            case LinkState.Closing:
                await bench.SubscribeAsync();
                transport.Sight();
                transport.Close.Hangs = true;
                transport.Link.End(new LinkFault(LinkLossReason.LinkLoss));
                break;
            case LinkState.Backoff:
                transport.StartScan.Fail(LinkLossReason.Unknown);
                await bench.SubscribeAsync();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(state));
        }

        Assert.Equal(state, bench.State);
    }
}
