using O2X.Links;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Actors.Tests.Decoding;

/// <summary>From packets to the four streams, through the engine.</summary>
public sealed class DecodingSpecs
{
    [Fact]
    public async Task Publishes_nothing_before_the_link_is_ready()
    {
        await using var bench = new EngineBench();
        await bench.SubscribeAsync();
        bench.Transport.Sight();

        bench.Transport.Link.Everything();

        Assert.Empty(bench.Information.Items);
        Assert.Empty(bench.Status.Items);
        Assert.Null(bench.Engine.LastInformation);
    }

    [Fact]
    public async Task Tells_what_it_knows_once_the_link_is_ready()
    {
        await using var bench = new EngineBench();

        await bench.BecomeReadyAsync();

        var information = Assert.Single(bench.Information.Items);
        Assert.Equal((45, 34, 8626.9m), (information.StateOfCharge, information.RemainingRange, information.Odometer));
        Assert.Equal(AmiBus.Vin, information.Vin);
        Assert.Equal(EngineBench.Start, information.ReceivedAt);
        Assert.Equal(VehicleStatus.Parked, Assert.Single(bench.Status.Items).Status);
    }

    [Fact]
    public async Task D15_tells_information_at_most_once_an_interval_and_the_last_of_it()
    {
        await using var bench = new EngineBench();
        var link = await bench.BecomeReadyAsync();

        for (var i = 1; i <= 10; i++)
        {
            bench.Pass(0.09);
            link.Battery(soc: 45 + i);
        }

        Assert.Single(bench.Information.Items);
        bench.Pass(0.1);
        Assert.Equal(2, bench.Information.Items.Count);
        Assert.Equal(55, bench.Information.Last.StateOfCharge);
        bench.Pass(1);
        Assert.Equal(2, bench.Information.Items.Count);
    }

    [Fact]
    public async Task D15_tells_what_was_held_back_before_a_loss()
    {
        await using var bench = new EngineBench();
        var link = await bench.BecomeReadyAsync();
        link.Battery(soc: 44);
        Assert.Equal(45, bench.Information.Last.StateOfCharge);

        link.End(new LinkFault(LinkLossReason.LinkLoss));

        Assert.Equal([45, 44, 44], bench.Information.Items.Select(snapshot => snapshot.StateOfCharge));
        Assert.Equal(
            [Quality.Live, Quality.Live, Quality.Stale],
            bench.Information.Items.Select(snapshot => snapshot.QualityOf(Signal.StateOfCharge)));
    }

    [Fact]
    public async Task D15_tells_every_update_without_an_interval()
    {
        await using var bench = new EngineBench(new EngineOptions { InformationInterval = TimeSpan.Zero, Seed = 1 });
        var link = await bench.BecomeReadyAsync();
        var before = bench.Information.Items.Count;

        for (var i = 0; i < 100; i++) link.Battery(soc: i % 100);

        Assert.Equal(100, bench.Information.Items.Count - before);
        Assert.All(
            bench.Information.Items.Zip(bench.Information.Items.Skip(1)).Skip(before),
            pair => Assert.Equal(pair.First.Sequence + 1, pair.Second.Sequence));
    }

    [Fact]
    public async Task D14_tells_each_change_of_status_with_the_whole_object()
    {
        await using var bench = new EngineBench();
        var link = await bench.BecomeReadyAsync();

        link.Dash(selector: Selector.Drive, ready: true, brake: false);
        bench.Pass(0.5);
        link.Dash(selector: Selector.Neutral);

        Assert.Equal([VehicleStatus.Parked, VehicleStatus.Driving, VehicleStatus.Parked], bench.Status.Items.Select(s => s.Status));
        Assert.All(bench.Status.Items, snapshot => Assert.Equal(45, snapshot.StateOfCharge));
    }

    [Fact]
    public async Task D14_tells_a_change_only_when_it_has_held()
    {
        await using var bench = new EngineBench();
        var link = await bench.BecomeReadyAsync();
        await bench.Engine.SetTimeoutsAsync(changeStatus: TimeSpan.FromSeconds(2));

        link.Dash(selector: Selector.Drive, ready: true, brake: false);
        bench.Pass(1.9);
        Assert.Single(bench.Status.Items);
        bench.Pass(0.1);

        Assert.Equal(VehicleStatus.Driving, bench.Status.Last.Status);
        Assert.Equal(VehicleStatus.Driving, bench.Engine.LastInformation!.Status);
    }

    [Fact]
    public async Task D33_makes_values_stale_at_a_loss_and_tells_no_status()
    {
        await using var bench = new EngineBench();
        var link = await bench.BecomeReadyAsync();
        var received = bench.Engine.LastInformation;

        link.End(new LinkFault(LinkLossReason.LinkLoss));

        Assert.Equal((45, Quality.Stale), (bench.Information.Last.StateOfCharge, bench.Information.Last.QualityOf(Signal.StateOfCharge)));
        Assert.Equal(VehicleStatus.Unknown, bench.Information.Last.Status);
        Assert.Single(bench.Status.Items);
        Assert.Equal(received, bench.Engine.LastInformation);
    }

    [Fact]
    public async Task D33_tells_the_status_after_a_reconnect_only_if_it_differs()
    {
        await using var bench = new EngineBench();
        (await bench.BecomeReadyAsync()).End(new LinkFault(LinkLossReason.LinkLoss));

        var link = bench.SightAndBecomeReady();
        Assert.Single(bench.Status.Items);
        link.End(new LinkFault(LinkLossReason.LinkLoss));
        bench.Transport.Sight();
        bench.Transport.Link.Everything(selector: Selector.Drive, ready: true, speed: 20);
        bench.Transport.Link.SayVin(AmiBus.Vin);

        Assert.Equal([VehicleStatus.Parked, VehicleStatus.Driving], bench.Status.Items.Select(s => s.Status));
    }

    [Fact]
    public async Task D14_tells_the_first_status_of_a_new_subscription_again()
    {
        await using var bench = new EngineBench();
        await bench.BecomeReadyAsync();
        await bench.Engine.UnsubscribeAsync();

        await bench.BecomeReadyAsync();

        Assert.Equal(2, bench.Status.Items.Count);
    }

    [Fact]
    public async Task D19_tells_cantCharge_once_until_the_condition_has_gone()
    {
        await using var bench = new EngineBench();
        var link = await bench.BecomeReadyAsync();

        link.Dash(brake: false);
        link.Charger(3600);
        bench.Pass(0.9);
        Assert.Empty(bench.Events.Items);
        bench.Pass(0.1);
        Assert.Equal(VehicleEventKind.CantCharge, Assert.Single(bench.Events.Items).Kind);
        Say(link, 3);
        Assert.Single(bench.Events.Items);

        link.Dash(brake: true);
        link.Dash(brake: false);
        link.Charger(3600);
        bench.Pass(1);
        Assert.Equal(2, bench.Events.Items.Count);

        void Say(ScriptedLink bus, int seconds)
        {
            for (var i = 0; i < seconds; i++)
            {
                bench.Pass(1);
                bus.Dash(brake: false);
                bus.Charger(3600);
            }
        }
    }

    [Fact]
    public async Task D21_reports_invalid_data_at_most_once_in_ten_seconds_and_goes_on()
    {
        await using var bench = new EngineBench();
        var link = await bench.BecomeReadyAsync();

        for (var i = 0; i < 100; i++)
        {
            link.Frame(0x580, "00");
            link.Battery();
            bench.Pass(0.1);
        }

        var reports = bench.Link.Items.Where(report => report.InvalidData is not null).ToList();
        Assert.Equal(1, Assert.Single(reports).InvalidData!.Value.Malformed);
        link.Frame(0x580, "00");
        reports = [.. bench.Link.Items.Where(report => report.InvalidData is not null)];
        Assert.Equal([1, 101], reports.Select(report => report.InvalidData!.Value.Malformed));
        Assert.Equal(LinkState.Ready, bench.State);
        Assert.Equal(45, bench.Engine.LastInformation!.Data.BatterySoc.Value);
        Assert.Equal(101, bench.Engine.Counters.Decoding.Malformed);
    }

    [Fact]
    public async Task D21_reports_nothing_for_what_is_normal()
    {
        await using var bench = new EngineBench();
        var link = await bench.BecomeReadyAsync();

        link.Frame(0x123, "00");
        link.Packet([0x80, 0x05, 0, 0x40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        link.Packet([0x88, 0, 0, 0x20, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        link.Packet([0x80, 0x05, 0, 0x80, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        link.Charger();

        var counters = bench.Engine.Counters.Decoding;
        Assert.Equal((1, 1, 1, 1, 0), (counters.Unknown, counters.Remote, counters.ErrorFrames, counters.Extended, counters.Invalid));
        Assert.DoesNotContain(bench.Link.Items, report => report.InvalidData is not null);
    }

    [Fact]
    public async Task Commits_before_it_publishes()
    {
        await using var bench = new EngineBench();
        var link = await bench.BecomeReadyAsync();
        var older = 0;
        bench.Engine.Status.Subscribe(told =>
        {
            if (bench.Engine.LastInformation!.Status != told.Status) older++;
        });

        link.Dash(selector: Selector.Drive, ready: true, brake: false);
        link.Dash(selector: Selector.Reverse, ready: true, brake: false);
        link.Dash();

        Assert.Equal(VehicleStatus.Parked, bench.Status.Last.Status);
        Assert.Equal(0, older);
    }
}
