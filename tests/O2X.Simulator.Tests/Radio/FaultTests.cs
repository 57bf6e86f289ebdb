using O2X.Links;
using O2X.TestKit.Links;
using O2X.Vehicles;
using O2X.Vehicles.Decoding;
using O2X.Vehicles.OpenLink;

namespace O2X.Simulator.Tests.Radio;

public class FaultTests : WorldTest
{
    private readonly RecordingLinkSink _sink = new();

    [Theory]
    [InlineData(LinkLossReason.LinkLoss)]
    [InlineData(LinkLossReason.PeerTerminated)]
    public async Task Dropped_link_is_told_once_with_its_reason(LinkLossReason reason)
    {
        var link = (IGattLink)await OpenAsync(_sink);
        Pass(1);
        World.Dongle.DropLink(reason);
        World.Dongle.DropLink(reason);
        var received = _sink.Packets.Count;
        Pass(5);
        Assert.Equal(reason, Assert.Single(_sink.Faults).Reason);
        Assert.Equal(received, _sink.Packets.Count);
        AssertNothingIsOpen();
        var failure = await Assert.ThrowsAsync<LinkException>(() => link.ReadAsync(OpenLinkUuids.Information, default));
        Assert.Equal(reason, failure.Fault.Reason);
        await link.DisposeAsync();
    }

    [Fact]
    public async Task Closed_link_is_not_told_of_a_drop()
    {
        var link = await OpenAsync(_sink);
        await link.DisposeAsync();
        World.Dongle.DropLink();
        Assert.Empty(_sink.Faults);
    }

    [Fact]
    public async Task Going_out_of_range_loses_the_link()
    {
        await OpenAsync(_sink);
        World.Dongle.InRange = false;
        Assert.Equal(LinkLossReason.LinkLoss, Assert.Single(_sink.Faults).Reason);
        AssertNothingIsOpen();
    }

    [Fact]
    public async Task Silent_dongle_keeps_the_link_and_sends_nothing()
    {
        await OpenAsync(_sink);
        Pass(1);
        World.Dongle.Silent = true;
        var received = _sink.Packets.Count;
        Pass(60);
        Assert.Equal(received, _sink.Packets.Count);
        Assert.Empty(_sink.Faults);
        Assert.Equal(1, World.Dongle.OpenLinks);
        World.Dongle.Silent = false;
        Pass(1);
        Assert.True(_sink.Packets.Count > received);
    }

    [Fact]
    public async Task Garbled_packets_come_and_cannot_be_read()
    {
        World.Dongle.Garbled = true;
        await OpenAsync(_sink);
        Pass(1);
        var state = default(VehicleSnapshot);
        Assert.NotEmpty(_sink.Packets);
        Assert.All(_sink.Packets, p => Assert.Equal(DecodeResult.Malformed, OpenLinkDecoder.Decode(p.Packet, ref state, p.Timestamp)));
    }

    [Fact]
    public async Task Refused_connection_fails_at_once()
    {
        World.Dongle.RefuseConnect = true;
        Assert.Equal(LinkLossReason.PeerTerminated, await ReasonOfAsync(ConnectAsync(default)));
        AssertNothingIsOpen();
        World.Dongle.RefuseConnect = false;
        Assert.True(ConnectAsync(default).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Hanging_connection_waits_until_it_is_given_up()
    {
        World.Dongle.HangConnect = true;
        using var giveUp = new CancellationTokenSource();
        var connect = ConnectAsync(giveUp.Token);
        Pass(3600);
        Assert.False(connect.IsCompleted);
        Assert.Equal((1, 0), (World.Radio.PendingConnects, World.Radio.OpenLinks));
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connect);
        AssertNothingIsOpen();
    }

    [Fact]
    public async Task Dongle_out_of_range_or_unknown_is_never_connected()
    {
        World.Dongle.InRange = false;
        using var giveUp = new CancellationTokenSource();
        var absent = ConnectAsync(giveUp.Token);
        var unknown = World.Radio.ConnectAsync(new Sighting("nobody", 0), _sink, giveUp.Token);
        Pass(60);
        Assert.False(absent.IsCompleted);
        Assert.False(unknown.IsCompleted);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => absent);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => unknown);
        AssertNothingIsOpen();
    }

    [Fact]
    public async Task Hanging_discovery_holds_the_link_until_it_is_given_up()
    {
        World.Dongle.HangDiscovery = true;
        using var giveUp = new CancellationTokenSource();
        var connect = ConnectAsync(giveUp.Token);
        Pass(60);
        Assert.False(connect.IsCompleted);
        Assert.Equal(1, World.Dongle.OpenLinks);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connect);
        Assert.Empty(_sink.Faults);
        AssertNothingIsOpen();
    }

    [Fact]
    public async Task Link_that_breaks_during_discovery_fails_the_connection()
    {
        World.Dongle.HangDiscovery = true;
        var connect = ConnectAsync(default);
        World.Dongle.DropLink();
        Assert.Equal(LinkLossReason.LinkLoss, await ReasonOfAsync(connect));
        Assert.Empty(_sink.Faults);
        AssertNothingIsOpen();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Radio_that_goes_off_fails_what_hangs(bool inDiscovery)
    {
        World.Dongle.HangDiscovery = inDiscovery;
        World.Dongle.HangConnect = !inDiscovery;
        var connect = ConnectAsync(default);
        World.Radio.Power(on: false);
        Assert.Equal(LinkLossReason.AdapterOff, await ReasonOfAsync(connect));
        AssertNothingIsOpen();
    }

    [Fact]
    public async Task Radio_runs_out_of_slots()
    {
        World.Radio.MostLinks = 1;
        var other = World.Add(OtherVin);
        await using (await ConnectAsync(default))
            Assert.Equal(LinkLossReason.OutOfSlots, await ReasonOfAsync(World.Radio.ConnectAsync(SightingOf(other), _sink, default)));
        await using var link = await World.Radio.ConnectAsync(SightingOf(other), _sink, default);
    }

    [Fact]
    public async Task Connection_that_hangs_takes_a_slot()
    {
        World.Radio.MostLinks = 1;
        World.Dongle.HangConnect = true;
        using var giveUp = new CancellationTokenSource();
        var connect = ConnectAsync(giveUp.Token);
        Assert.Equal(LinkLossReason.OutOfSlots, await ReasonOfAsync(ConnectAsync(default)));
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connect);
    }

    [Fact]
    public void Radio_tells_the_gravest_of_what_is_wrong_with_it()
    {
        var observer = new RecordingObserver<TransportState>();
        using var subscription = World.Radio.State.Subscribe(observer);
        World.Radio.Power(on: false);
        World.Radio.Permission(granted: false);
        World.Radio.Unplug();
        World.Radio.PlugIn();
        World.Radio.Permission(granted: true);
        World.Radio.Power(on: true);
        World.Radio.Power(on: true);
        Assert.Equal(
            [Availability.On, Availability.Off, Availability.NoPermission, Availability.Absent, Availability.NoPermission, Availability.Off, Availability.On],
            observer.Values.Select(v => v.Availability));
    }

    [Fact]
    public async Task Withdrawn_permission_ends_links_and_scans_with_its_own_reason()
    {
        var scan = new RecordingScanSink();
        await OpenAsync(_sink);
        await World.Radio.StartScanAsync(ScanFilter.Any, scan, default);
        World.Radio.Permission(granted: false);
        Assert.Equal(LinkLossReason.PermissionMissing, Assert.Single(_sink.Faults).Reason);
        Assert.Equal(LinkLossReason.PermissionMissing, scan.Ended!.Reason);
        Assert.Equal(LinkLossReason.PermissionMissing, await ReasonOfAsync(ConnectAsync(default)));
        AssertNothingIsOpen();
    }

    [Fact]
    public async Task Unplugged_radio_ends_links_and_scans()
    {
        await OpenAsync(_sink);
        World.Radio.Unplug();
        Assert.Equal(LinkLossReason.AdapterOff, Assert.Single(_sink.Faults).Reason);
        AssertNothingIsOpen();
    }

    [Fact]
    public async Task Disposed_radio_says_so()
    {
        await OpenAsync(_sink);
        await World.DisposeAsync();
        Assert.Equal(LinkLossReason.Shutdown, Assert.Single(_sink.Faults).Reason);
        Assert.Equal(LinkLossReason.Shutdown, await ReasonOfAsync(ConnectAsync(default)));
        AssertNothingIsOpen();
    }

    private Task<ILink> ConnectAsync(CancellationToken cancellationToken) =>
        World.Radio.ConnectAsync(SightingOf(World.Dongle), _sink, cancellationToken);

    private static async Task<LinkLossReason> ReasonOfAsync(Task task) =>
        (await Assert.ThrowsAsync<LinkException>(() => task)).Fault.Reason;
}
