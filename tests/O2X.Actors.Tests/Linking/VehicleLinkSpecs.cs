using O2X.Links;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Actors.Tests.Linking;

/// <summary>The state table of the link, transition by transition, on virtual time.</summary>
public sealed class VehicleLinkSpecs
{
    private static readonly TransportState _off = new(Availability.Off, "can0 is down.", "ip link set can0 up");
    private static readonly LinkFault _lost = new(LinkLossReason.LinkLoss, "gone");

    [Fact]
    public async Task Idle_to_Scanning_when_subscribed()
    {
        await using var bench = new EngineBench();

        var reply = await bench.SubscribeAsync();

        Assert.Equal(new SubscribeReply(SubscribeOutcome.Accepted, AmiBus.Vin), reply);
        Assert.Equal([LinkState.Scanning], bench.States);
        Assert.Equal(1, bench.Transport.OpenScans);
    }

    [Fact]
    public async Task Idle_to_WaitingForAdapter_when_the_source_is_off()
    {
        await using var bench = new EngineBench();
        bench.Transport.Become(_off);

        await bench.SubscribeAsync();

        Assert.Equal([LinkState.WaitingForAdapter], bench.States);
        Assert.Equal(new LinkFault(LinkLossReason.AdapterOff, _off.Detail, _off.Advice), bench.Link.Last.Fault);
        Assert.Equal(0, bench.Transport.ScansStarted);
    }

    [Fact]
    public async Task WaitingForAdapter_to_Scanning_when_the_source_is_usable()
    {
        await using var bench = new EngineBench();
        bench.Transport.Become(_off);
        await bench.SubscribeAsync();

        bench.Pass(3600);
        bench.Transport.Become(TransportState.On);

        Assert.Equal([LinkState.WaitingForAdapter, LinkState.Scanning], bench.States);
    }

    [Fact]
    public async Task WaitingForAdapter_leaves_its_reason_behind_when_the_source_is_usable()
    {
        await using var bench = new EngineBench();
        bench.Transport.Become(_off);
        await bench.SubscribeAsync();

        bench.Transport.Become(TransportState.On);

        Assert.Equal(LinkState.Scanning, bench.State);
        Assert.Null(bench.Link.Last.Fault);
    }

    [Fact]
    public async Task WaitingForAdapter_tells_why_anew_when_the_reason_changes()
    {
        await using var bench = new EngineBench();
        bench.Transport.Become(_off);
        await bench.SubscribeAsync();

        bench.Transport.Become(new TransportState(Availability.NoPermission, "no permission"));

        Assert.Equal(LinkLossReason.PermissionMissing, bench.Link.Last.Fault!.Reason);
        Assert.Equal(LinkState.WaitingForAdapter, bench.State);
    }

    [Fact]
    public async Task Scanning_to_Connecting_Verifying_and_Ready()
    {
        await using var bench = new EngineBench();

        await bench.BecomeReadyAsync();

        Assert.Equal([LinkState.Scanning, LinkState.Connecting, LinkState.Verifying, LinkState.Ready], bench.States);
        Assert.True(bench.Link.Last.IsVerified);
        Assert.Equal("bus", bench.Link.Last.Address);
        Assert.Equal(0, bench.Transport.OpenScans);
        Assert.Equal(1, bench.Transport.OpenLinks);
    }

    [Fact]
    public async Task Scanning_stops_before_connecting()
    {
        await using var bench = new EngineBench();
        await bench.SubscribeAsync();
        bench.Transport.Connect.Hangs = true;

        bench.Transport.Sight();

        Assert.Equal((0, 1), (bench.Transport.OpenScans, bench.Transport.ConnectsTried));
        Assert.Equal(LinkState.Connecting, bench.State);
    }

    [Fact]
    public async Task Scanning_to_Idle_at_exactly_the_scan_timeout()
    {
        await using var bench = new EngineBench();
        await bench.SubscribeAsync();

        bench.Clock.Advance(TimeSpan.FromSeconds(60) - TimeSpan.FromTicks(1));
        Assert.Equal(LinkState.Scanning, bench.State);
        bench.Clock.Advance(TimeSpan.FromTicks(1));

        Assert.Equal([LinkState.Scanning, LinkState.Idle], bench.States);
        Assert.Equal(LinkLossReason.ScanTimeout, bench.Link.Last.Fault!.Reason);
        Assert.Equal(EngineBench.Start.AddSeconds(60), bench.Link.Last.At);
        Assert.Null(bench.Engine.SubscribedVin);
        bench.AssertNothingIsOpen();
    }

    [Fact]
    public async Task D2_subscribes_anew_at_once_after_a_scan_timeout_and_the_streams_stay_open()
    {
        await using var bench = new EngineBench();
        await bench.SubscribeAsync();
        bench.Pass(60);

        Assert.True((await bench.SubscribeAsync()).IsAccepted);

        bench.SightAndBecomeReady();
        Assert.False(bench.Information.IsCompleted);
        Assert.NotEmpty(bench.Information.Items);
    }

    [Fact]
    public async Task D13_counts_a_new_scan_timeout_from_the_beginning_of_the_scan()
    {
        await using var bench = new EngineBench();
        await bench.SubscribeAsync();
        bench.Pass(20);

        await bench.Engine.SetTimeoutsAsync(scan: TimeSpan.FromSeconds(30));

        bench.Pass(9.999);
        Assert.Equal(LinkState.Scanning, bench.State);
        bench.Pass(0.001);
        Assert.Equal(LinkState.Idle, bench.State);
    }

    [Fact]
    public async Task D13_ends_a_scan_at_once_that_is_older_than_the_new_timeout()
    {
        await using var bench = new EngineBench();
        await bench.SubscribeAsync();
        bench.Pass(20);

        await bench.Engine.SetTimeoutsAsync(scan: TimeSpan.FromSeconds(10));
        bench.Pass(0);

        Assert.Equal(LinkState.Idle, bench.State);
    }

    [Fact]
    public async Task Scanning_goes_on_without_end_for_the_remembered_vehicle()
    {
        await using var bench = new EngineBench();
        await bench.BecomeReadyAsync();
        await bench.Engine.UnsubscribeAsync();

        await bench.SubscribeAsync(firstTime: false);
        bench.Pass(24 * 3600);

        Assert.Equal(LinkState.Scanning, bench.State);
    }

    [Fact]
    public async Task Scanning_to_Backoff_when_the_scan_fails_and_back()
    {
        await using var bench = new EngineBench();
        bench.Transport.StartScan.Fail(LinkLossReason.Unknown, "busy");

        await bench.SubscribeAsync();

        Assert.Equal([LinkState.Scanning, LinkState.Backoff], bench.States);
        Assert.Equal("busy", bench.Link.Last.Fault!.Detail);
        bench.Transport.StartScan.Succeed();
        bench.Clock.Advance(bench.Link.Last.NextAttemptIn!.Value);
        Assert.Equal(LinkState.Scanning, bench.State);
    }

    [Fact]
    public async Task Scanning_to_Idle_at_the_end_of_the_source()
    {
        await using var bench = new EngineBench(kind: TransportKind.Log);
        await bench.SubscribeAsync();

        bench.Transport.EndScan(new LinkFault(LinkLossReason.EndOfSource));

        Assert.Equal([LinkState.Scanning, LinkState.Idle], bench.States);
        Assert.Empty(bench.Events.Items);
    }

    [Fact]
    public async Task Scanning_to_WaitingForAdapter_when_the_source_goes_off()
    {
        await using var bench = new EngineBench();
        await bench.SubscribeAsync();

        bench.Transport.Become(_off);

        Assert.Equal([LinkState.Scanning, LinkState.WaitingForAdapter], bench.States);
        Assert.Equal(0, bench.Transport.OpenScans);
    }

    [Fact]
    public async Task Connecting_to_Backoff_when_connecting_fails()
    {
        await using var bench = new EngineBench();
        await bench.SubscribeAsync();
        bench.Transport.Connect.Fail(LinkLossReason.OutOfSlots);

        bench.Transport.Sight();

        Assert.Equal(LinkState.Backoff, bench.State);
        Assert.Equal(1, bench.Link.Last.FailedAttempts);
        Assert.InRange(bench.Link.Last.NextAttemptIn!.Value.TotalSeconds, 3, 5);
    }

    [Fact]
    public async Task Connecting_to_Closing_and_Backoff_when_it_takes_too_long()
    {
        await using var bench = new EngineBench();
        await bench.SubscribeAsync();
        bench.Transport.Connect.Hangs = true;
        bench.Transport.Connect.IgnoresCancellation = true;
        bench.Transport.Sight();

        bench.Pass(10);
        Assert.Equal(LinkState.Closing, bench.State);
        bench.Pass(5);

        Assert.Equal([LinkState.Scanning, LinkState.Connecting, LinkState.Closing, LinkState.Backoff], bench.States);
        Assert.Equal(LinkLossReason.ConnectTimeout, bench.Link.Last.Fault!.Reason);
    }

    [Fact]
    public async Task Closes_a_link_that_an_abandoned_attempt_makes_after_all()
    {
        await using var bench = new EngineBench();
        await bench.SubscribeAsync();
        bench.Transport.Connect.Hangs = true;
        bench.Transport.Connect.IgnoresCancellation = true;
        bench.Transport.Sight();
        bench.Pass(15);

        bench.Clock.Executor.Run(() => bench.Transport.Connect.Release.SetResult());

        Assert.True(bench.Transport.Link.IsClosed);
        Assert.Equal(1, bench.Engine.Counters.StaleEpochs);
        Assert.Equal(LinkState.Backoff, bench.State);
    }

    [Fact]
    public async Task Verifying_to_Closing_and_Backoff_without_a_first_packet()
    {
        await using var bench = new EngineBench();
        await bench.SubscribeAsync();
        bench.Transport.Sight();

        bench.Pass(10);

        Assert.Equal([LinkState.Closing, LinkState.Backoff], bench.States.TakeLast(2));
        Assert.Equal(LinkLossReason.DataTimeout, bench.Link.Last.Fault!.Reason);
        Assert.Equal(0, bench.Transport.OpenLinks);
    }

    [Fact]
    public async Task Verifying_to_Closing_and_Backoff_when_the_link_ends()
    {
        await using var bench = new EngineBench();
        await bench.SubscribeAsync();
        bench.Transport.Sight();

        bench.Transport.Link.End(_lost);

        Assert.Equal([LinkState.Verifying, LinkState.Closing, LinkState.Backoff], bench.States.TakeLast(3));
        Assert.Empty(bench.Events.Items);
    }

    [Fact]
    public async Task Verifying_passes_another_vehicle_over_and_scans_on()
    {
        await using var bench = new EngineBench();
        await bench.SubscribeAsync();
        bench.Transport.Sight();
        bench.Transport.Link.Everything();

        bench.Transport.Link.SayVin(AmiBus.OtherVin);

        Assert.Equal([LinkState.Verifying, LinkState.Closing, LinkState.Scanning], bench.States.TakeLast(3));
        Assert.Equal(LinkLossReason.WrongVehicle, bench.Link.Last.Fault!.Reason);
        Assert.Empty(bench.Information.Items);
        bench.Transport.Sight();
        Assert.Equal(1, bench.Transport.ConnectsTried);
        bench.Transport.Sight("another bus");
        Assert.Equal(2, bench.Transport.ConnectsTried);
    }

    [Fact]
    public async Task Verifying_takes_the_wrong_vehicle_up_again_when_it_has_been_passed_over_long_enough()
    {
        await using var bench = new EngineBench();
        await bench.SubscribeAsync(firstTime: true);
        bench.Transport.Sight();
        bench.Transport.Link.SayVin(AmiBus.OtherVin);
        await bench.Engine.SetTimeoutsAsync(scan: TimeSpan.FromHours(1));
        bench.Pass(59.999);
        bench.Transport.Sight();
        Assert.Equal(1, bench.Transport.ConnectsTried);

        bench.Pass(0.001);
        bench.Transport.Sight();

        Assert.Equal(2, bench.Transport.ConnectsTried);
    }

    [Fact]
    public async Task Verifying_takes_a_VIN_that_was_given_when_the_bus_says_none()
    {
        await using var bench = new EngineBench();
        await bench.SubscribeAsync();
        bench.Transport.Sight();
        bench.Transport.Link.Everything();
        Assert.Equal(LinkState.Verifying, bench.State);

        bench.Pass(3);

        Assert.Equal(LinkState.Ready, bench.State);
        Assert.False(bench.Link.Last.IsVerified);
        Assert.Null(bench.Engine.Remembered);
    }

    [Fact]
    public async Task Ready_is_verified_later_by_a_VIN_that_is_heard()
    {
        await using var bench = new EngineBench();
        await bench.SubscribeAsync();
        bench.Transport.Sight();
        bench.Transport.Link.Everything();
        bench.Pass(3);

        bench.Transport.Link.SayVin(AmiBus.Vin);

        Assert.True(bench.Link.Last.IsVerified);
        Assert.Equal(LinkState.Ready, bench.State);
        Assert.Equal(AmiBus.Vin, bench.Engine.Remembered!.Vin);
    }

    [Fact]
    public async Task Verifying_refuses_an_unproven_VIN_when_told_to()
    {
        await using var bench = new EngineBench(new EngineOptions { AllowUnverifiedVin = false, Seed = 1 });
        await bench.SubscribeAsync();
        bench.Transport.Sight();
        bench.Transport.Link.Everything();

        bench.Pass(3);

        Assert.Equal([LinkState.Closing, LinkState.Backoff], bench.States.TakeLast(2));
        Assert.Equal(LinkLossReason.Authentication, bench.Link.Last.Fault!.Reason);
    }

    [Fact]
    public async Task Verifying_takes_the_VIN_that_the_bus_says_when_none_was_given()
    {
        await using var bench = new EngineBench();
        await bench.Engine.SubscribeAsync(new SubscribeRequest { FirstTime = true });
        bench.Transport.Sight();
        bench.Transport.Link.Everything();
        bench.Pass(8);
        Assert.Equal(LinkState.Verifying, bench.State);

        bench.Transport.Link.SayVin(AmiBus.Vin);

        Assert.Equal(LinkState.Ready, bench.State);
        Assert.Equal(AmiBus.Vin, bench.Engine.SubscribedVin);
        Assert.Equal(AmiBus.Vin, bench.Information.Last.Vin);
    }

    [Fact]
    public async Task Verifying_ends_with_advice_when_no_VIN_is_given_and_none_is_heard()
    {
        await using var bench = new EngineBench();
        await bench.Engine.SubscribeAsync(new SubscribeRequest { FirstTime = true });
        bench.Transport.Sight();
        bench.Transport.Link.Everything();

        bench.Pass(60);

        Assert.Equal([LinkState.Closing, LinkState.Idle], bench.States.TakeLast(2));
        Assert.Equal(LinkLossReason.ScanTimeout, bench.Link.Last.Fault!.Reason);
        Assert.Contains("VIN", bench.Link.Last.Fault.Advice, StringComparison.Ordinal);
        bench.AssertNothingIsOpen();
    }

    [Fact]
    public async Task Ready_to_Stale_and_Scanning_when_the_bus_falls_silent()
    {
        await using var bench = new EngineBench();
        await bench.BecomeReadyAsync();

        bench.Pass(4.999);
        Assert.Equal(LinkState.Ready, bench.State);
        bench.Pass(0.001);

        Assert.Equal([LinkState.Ready, LinkState.Stale, LinkState.Scanning], bench.States.TakeLast(3));
        Assert.Equal(LinkLossReason.BusSilent, bench.Link.Last.Fault!.Reason);
        Assert.True(bench.Link.Last.IsAsleep);
        var told = Assert.Single(bench.Events.Items);
        Assert.Equal((VehicleEventKind.Disconnected, LinkLossReason.BusSilent), (told.Kind, told.Fault!.Reason));
        Assert.Equal(0, bench.Transport.OpenLinks);
    }

    [Fact]
    public async Task Ready_stays_while_data_come()
    {
        await using var bench = new EngineBench();
        var link = await bench.BecomeReadyAsync();

        for (var i = 0; i < 100; i++)
        {
            bench.Pass(1);
            link.Battery();
        }

        Assert.Equal(LinkState.Ready, bench.State);
        Assert.Empty(bench.Events.Items);
    }

    [Fact]
    public async Task Ready_is_not_kept_up_by_what_cannot_be_decoded()
    {
        await using var bench = new EngineBench();
        var link = await bench.BecomeReadyAsync();

        for (var i = 0; i < 6; i++)
        {
            bench.Pass(1);
            link.Frame(0x123, "00");
        }

        Assert.Equal(LinkState.Scanning, bench.State);
    }

    [Fact]
    public async Task D13_takes_a_new_data_timeout_at_once()
    {
        await using var bench = new EngineBench();
        await bench.BecomeReadyAsync();
        bench.Pass(2);

        await bench.Engine.SetTimeoutsAsync(looseConnection: TimeSpan.FromSeconds(3));

        bench.Pass(0.999);
        Assert.Equal(LinkState.Ready, bench.State);
        bench.Pass(0.001);
        Assert.Equal(LinkState.Scanning, bench.State);
    }

    [Fact]
    public async Task Ready_to_Stale_and_Scanning_when_the_link_is_lost()
    {
        await using var bench = new EngineBench();
        var link = await bench.BecomeReadyAsync();

        link.End(_lost);

        Assert.Equal([LinkState.Ready, LinkState.Stale, LinkState.Scanning], bench.States.TakeLast(3));
        Assert.Equal(_lost, Assert.Single(bench.Events.Items).Fault);
    }

    [Fact]
    public async Task D17_tells_a_loss_once_however_many_reasons_it_has()
    {
        await using var bench = new EngineBench();
        var link = await bench.BecomeReadyAsync();

        link.End(_lost);
        link.End(_lost);
        bench.Transport.Become(_off);
        bench.Pass(60);

        Assert.Single(bench.Events.Items);
    }

    [Fact]
    public async Task D18_comes_back_by_itself_and_without_a_timeout()
    {
        await using var bench = new EngineBench();
        var link = await bench.BecomeReadyAsync();
        link.End(_lost);

        bench.Pass(3600);
        bench.SightAndBecomeReady();

        Assert.Equal(LinkState.Ready, bench.State);
        Assert.Null(bench.Link.Last.Fault);
    }

    [Fact]
    public async Task D20_parks_when_the_source_goes_off_and_resumes()
    {
        await using var bench = new EngineBench();
        await bench.BecomeReadyAsync();

        bench.Transport.Become(_off);

        Assert.Equal([LinkState.Ready, LinkState.Stale, LinkState.WaitingForAdapter], bench.States.TakeLast(3));
        Assert.Single(bench.Events.Items);
        bench.Pass(3600);
        Assert.Equal(1, bench.Transport.ScansStarted);
        bench.Transport.Become(TransportState.On);
        bench.SightAndBecomeReady();
        Assert.Equal(LinkState.Ready, bench.State);
    }

    [Fact]
    public async Task Ready_to_Stale_when_the_bus_turns_out_to_be_another_vehicles()
    {
        await using var bench = new EngineBench();
        var link = await bench.BecomeReadyAsync();

        // Once is not enough: a part that contradicts what was heard may be a broken frame.
        link.SayVin(AmiBus.OtherVin);
        Assert.Equal(LinkState.Ready, bench.State);
        link.SayVin(AmiBus.OtherVin);

        Assert.Equal([LinkState.Ready, LinkState.Stale, LinkState.Scanning], bench.States.TakeLast(3));
        Assert.Equal(LinkLossReason.WrongVehicle, Assert.Single(bench.Events.Items).Fault!.Reason);
    }

    [Fact]
    public async Task Ready_to_Closing_and_Idle_at_the_end_of_the_source_without_a_loss()
    {
        await using var bench = new EngineBench(kind: TransportKind.Log, isLossless: true);
        var link = await bench.BecomeReadyAsync();

        link.End(new LinkFault(LinkLossReason.EndOfSource));

        Assert.Equal([LinkState.Ready, LinkState.Closing, LinkState.Idle], bench.States.TakeLast(3));
        Assert.Empty(bench.Events.Items);
        Assert.Equal(LinkLossReason.EndOfSource, bench.Link.Last.Fault!.Reason);
    }

    [Fact]
    public async Task Stale_goes_on_when_the_source_does_not_close()
    {
        await using var bench = new EngineBench();
        var link = await bench.BecomeReadyAsync();
        bench.Transport.Close.Hangs = true;

        link.End(_lost);
        Assert.Equal(LinkState.Stale, bench.State);
        bench.Pass(5);

        Assert.Equal(LinkState.Scanning, bench.State);
    }

    [Fact]
    public async Task Stale_knows_no_way_back_for_late_packets()
    {
        await using var bench = new EngineBench();
        var link = await bench.BecomeReadyAsync();
        bench.Transport.Close.Hangs = true;
        link.End(_lost);
        var told = bench.Information.Items.Count;

        Assert.False(link.Packet(new byte[16]));
        link.Battery(soc: 99);
        bench.Pass(1);

        Assert.Equal(LinkState.Stale, bench.State);
        Assert.Equal(told, bench.Information.Items.Count);
        bench.Transport.Close.Release.SetResult();
    }

    [Fact]
    public async Task Drops_the_end_of_an_older_attempt()
    {
        await using var bench = new EngineBench();
        var old = await bench.BecomeReadyAsync();
        old.End(_lost);
        bench.SightAndBecomeReady();

        old.End(_lost);

        Assert.Equal(LinkState.Ready, bench.State);
        Assert.Single(bench.Events.Items);
    }

    [Fact]
    public async Task Backoff_grows_with_each_failure()
    {
        await using var bench = new EngineBench();
        await bench.BecomeReadyAsync();
        bench.Transport.Link.End(_lost);
        bench.Transport.Connect.Fail(LinkLossReason.Unknown);
        var delays = new List<TimeSpan>();

        for (var i = 0; i < 12; i++)
        {
            bench.Transport.Sight();
            delays.Add(bench.Link.Last.NextAttemptIn!.Value);
            bench.Clock.Advance(delays[^1]);
        }

        Assert.InRange(delays[0].TotalSeconds, 0.25, 1);
        Assert.InRange(delays[3].TotalSeconds, 2, 8);
        Assert.InRange(delays[^1].TotalSeconds, 15, 60);
    }

    [Fact]
    public async Task Backoff_ends_at_the_scan_timeout()
    {
        await using var bench = new EngineBench();
        await bench.SubscribeAsync();
        bench.Transport.Connect.Fail(LinkLossReason.Unknown);

        while (bench.State != LinkState.Idle)
        {
            bench.Transport.Sight();
            bench.Pass(0.5);
        }

        Assert.Equal(EngineBench.Start.AddSeconds(60), bench.Link.Last.At);
        bench.AssertNothingIsOpen();
    }

    [Fact]
    public async Task Backoff_to_WaitingForAdapter_when_the_source_goes_off()
    {
        await using var bench = new EngineBench();
        bench.Transport.StartScan.Fail(LinkLossReason.Unknown);
        await bench.SubscribeAsync();

        bench.Transport.Become(_off);

        Assert.Equal([LinkState.Backoff, LinkState.WaitingForAdapter], bench.States.TakeLast(2));
    }

    // A transport may hand packets over as soon as it listens, before it has told that it is connected.
    [Fact]
    public async Task Connecting_to_Ready_when_the_vehicle_spoke_before_the_link_was_handed_over()
    {
        await using var bench = new EngineBench();
        bench.Transport.Connect.Hangs = true;
        await bench.SubscribeAsync();
        bench.Transport.Sight();
        var early = new ScriptedLink(bench.Clock, bench.Transport.Sinks[^1], bench.Transport);
        early.Everything();
        early.SayVin(AmiBus.Vin);
        Assert.Equal(LinkState.Connecting, bench.State);

        bench.Transport.Recover();

        Assert.Equal([LinkState.Connecting, LinkState.Verifying, LinkState.Ready], bench.States.TakeLast(3));
        Assert.True(bench.Link.Last.IsVerified);
    }
}
