using O2X.Links;
using O2X.Simulator.Faults;
using O2X.TestKit.Links;
using O2X.Vehicles.OpenLink;

namespace O2X.Simulator.Tests.Faults;

public class StackFaultTests : FaultTest
{
    [Fact]
    public async Task Duplicate_callbacks_tell_everything_twice()
    {
        var (states, ends) = (new RecordingObserver<TransportState>(), new EndCounter());
        Begin(Fault.DuplicateCallbacks);
        using var subscription = World.Transport.State.Subscribe(states);
        await OpenAsync(Link);
        await StartScanAsync();
        await World.Transport.StartScanAsync(ScanFilter.Any, ends, default);
        Pass(0.2);
        Assert.Equal(2, Scan.Sightings.Count);
        Begin(Fault.AdapterOff);
        Assert.Equal(2, Link.Faults.Count);
        Assert.Equal(2, ends.Count);
        Assert.Equal(4, states.Values.Count);
    }

    [Fact]
    public async Task Late_callbacks_come_of_what_was_closed()
    {
        Begin(Fault.LateCallbacks);
        var link = await OpenAsync(Link);
        var scan = await StartScanAsync();
        Pass(1);
        await link.DisposeAsync();
        await scan.DisposeAsync();
        AssertNothingOfTheRadioIsOpen();
        var (packets, sightings) = (Link.Packets.Count, Scan.Sightings.Count);
        Pass(1.9);
        Assert.Equal((packets, sightings), (Link.Packets.Count, Scan.Sightings.Count));
        Pass(0.1);
        Assert.Equal((packets + 1, sightings + 1), (Link.Packets.Count, Scan.Sightings.Count));
        Assert.Single(Link.Faults);
        Assert.NotNull(Scan.Ended);
        AssertNothingIsOpen();
    }

    [Fact]
    public async Task Late_callbacks_make_the_link_that_nobody_waits_for_any_more()
    {
        Begin(Fault.LateCallbacks);
        Begin(Fault.ConnectHangs);
        using var giveUp = new CancellationTokenSource();
        var connect = ConnectAsync(giveUp.Token);
        await giveUp.CancelAsync();
        End(Fault.ConnectHangs);
        Assert.False(connect.IsCompleted);
        Pass(2);
        Assert.True(connect.IsCompletedSuccessfully);
        Assert.Equal(1, World.Radio.OpenLinks);
        await (await connect).DisposeAsync();
        Pass(2);
        AssertNothingIsOpen();
    }

    [Fact]
    public async Task Late_callbacks_leave_nothing_open_of_a_link_that_cannot_be_made_then_either()
    {
        Begin(Fault.LateCallbacks);
        Begin(Fault.DiscoveryHangs);
        using var giveUp = new CancellationTokenSource();
        var connect = ConnectAsync(giveUp.Token);
        await giveUp.CancelAsync();
        Pass(2);
        Assert.True(connect.IsCanceled);
        AssertNothingIsOpen();
    }

    [Fact]
    public async Task Slow_transport_takes_its_time_for_every_step()
    {
        Begin(Fault.SlowTransport);
        var scan = StartScanAsync();
        await AssertTakesAStepAsync(scan);
        var connect = ConnectAsync();
        await AssertTakesAStepAsync(connect);
        var link = (IGattLink)await connect;
        await AssertTakesAStepAsync(link.ReadAsync(OpenLinkUuids.Profile, default));
        await AssertTakesAStepAsync(link.WriteAsync(OpenLinkUuids.VinProof, new byte[VinProof.NonceLength], default));
        await AssertTakesAStepAsync(link.SubscribeAsync(OpenLinkUuids.Information, default));
        await AssertTakesAStepAsync(link.DisposeAsync().AsTask());
        await AssertTakesAStepAsync((await scan).DisposeAsync().AsTask());
        AssertNothingIsOpen();
    }

    [Fact]
    public async Task Slow_step_can_be_cancelled()
    {
        Begin(Fault.SlowTransport);
        using var giveUp = new CancellationTokenSource();
        var connect = ConnectAsync(giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connect);
        AssertNothingIsOpen();
    }

    [Fact]
    public async Task Throwing_transport_throws_from_every_method_at_once()
    {
        var link = (IGattLink)await OpenAsync(Link);
        var scan = await StartScanAsync();
        var states = World.Transport.State;
        Begin(Fault.ThrowingTransport);
        Action[] calls =
        [
            () => _ = World.Transport.State,
            () => states.Subscribe(new RecordingObserver<TransportState>()),
            () => StartScanAsync(),
            () => ConnectAsync(),
            () => link.HasService(OpenLinkUuids.Service),
            () => link.ReadAsync(OpenLinkUuids.Profile, default),
            () => link.WriteAsync(OpenLinkUuids.VinProof, default, default),
            () => link.SubscribeAsync(OpenLinkUuids.Information, default),
            () => link.DisposeAsync().AsTask(),
            () => scan.DisposeAsync().AsTask(),
        ];
        Assert.All(calls, call => Assert.Throws<InvalidOperationException>(call));
        AssertNothingIsOpen();
    }

    [Fact]
    public async Task Hanging_disposal_keeps_scan_and_link_open_until_it_is_over()
    {
        var link = await OpenAsync(Link);
        var scan = await StartScanAsync();
        Begin(Fault.DisposeHangs);
        var closing = new[] { link.DisposeAsync().AsTask(), scan.DisposeAsync().AsTask() };
        Pass(60);
        Assert.DoesNotContain(closing, task => task.IsCompleted);
        Assert.Equal((1, 1), (World.Radio.OpenLinks, World.Radio.RunningScans));
        Assert.True(Link.Packets.Count > 100);
        End(Fault.DisposeHangs);
        Assert.All(closing, task => Assert.True(task.IsCompletedSuccessfully));
        AssertNothingIsOpen();
    }

    [Fact]
    public async Task Scan_that_ends_by_itself_says_so_and_hears_nothing()
    {
        await StartScanAsync();
        Begin(Fault.ScanEndsByItself);
        Assert.Equal(LinkLossReason.Unknown, Scan.Ended!.Reason);
        var later = new RecordingScanSink();
        await World.Transport.StartScanAsync(ScanFilter.Any, later, default);
        Pass(10);
        Assert.Empty(later.Sightings);
        Assert.Equal(LinkLossReason.Unknown, later.Ended!.Reason);
    }

    private async Task AssertTakesAStepAsync(Task step)
    {
        Pass(1.4);
        Assert.False(step.IsCompleted);
        Pass(0.1);
        Assert.True(step.IsCompletedSuccessfully);
        await step;
    }

    private void AssertNothingOfTheRadioIsOpen() => Assert.Equal((0, 0), (World.Radio.OpenLinks, World.Radio.RunningScans));

    private sealed class EndCounter : IScanSink
    {
        public int Count { get; private set; }

        public void OnSighting(Sighting sighting)
        {
        }

        public void OnEnded(LinkFault fault) => Count++;
    }
}
