using O2X.Links.BlueZ.Tests.Fakes;
using O2X.Links.Gatt;
using O2X.Links.Profiles;
using O2X.TestKit.Links;
using O2X.Vehicles.OpenLink;

namespace O2X.Links.BlueZ.Tests.Central;

public sealed class LinkSpecs : BlueZSpecs
{
    private readonly RecordingLinkSink _sink = new();

    [Fact]
    public async Task Takes_notifications_past_the_bus_where_it_can()
    {
        await using var link = await OpenAsync(_sink);
        await UntilAsync(() => _sink.Packets.Count >= 3);

        Assert.Equal(2, CallsOf("AcquireNotify"));
        Assert.Equal(0, CallsOf("StartNotify"));
    }

    [Theory]
    [InlineData("org.bluez.Error.NotSupported")]
    [InlineData("org.bluez.Error.NotPermitted")]
    [InlineData("org.bluez.Error.InProgress")]
    public async Task Takes_notifications_over_the_bus_where_it_must(string refusal)
    {
        BlueZ.FailNext("AcquireNotify", refusal, "Notify acquired");
        BlueZ.FailNext("AcquireNotify", refusal, "Notify acquired");

        await using var link = await OpenAsync(_sink);
        await UntilAsync(() => _sink.Packets.Count >= 5);

        Assert.Equal(2, CallsOf("StartNotify"));
        Assert.Equal([OpenLinkPackets.Information, OpenLinkPackets.Measurements], _sink.Packets.Select(each => each.Packet[0] % 16).Distinct().Order());
    }

    [Fact]
    public async Task Stops_the_discovery_while_it_connects()
    {
        var sighting = await FindAsync();
        var scanSink = new RecordingScanSink();
        await using var scan = await Transport.StartScanAsync(Filter, scanSink, default);
        var held = new TaskCompletionSource();
        BlueZ.HoldNext("Connect", held.Task);

        var connecting = Transport.ConnectAsync(sighting, _sink, default);
        await UntilAsync(() => CallsOf("Connect") == 1);
        Assert.False(Adapter.IsDiscovering);

        held.SetResult();
        await using var link = await connecting;
        Assert.True(Adapter.IsDiscovering);
        Assert.Null(scanSink.Ended);
    }

    [Fact]
    public async Task Connects_to_one_after_the_other()
    {
        var other = World.World.Add(Vehicles.Vin.Parse("VXKUPHNEKN1234567"));
        var (sighting, second) = (await FindAsync(), await FindAsync(other.Address));
        await using var transport = World.OpenTransport();
        var held = new TaskCompletionSource();
        BlueZ.HoldNext("Connect", held.Task);

        var first = Transport.ConnectAsync(sighting, _sink, default);
        await UntilAsync(() => CallsOf("Connect") == 1);
        var next = transport.ConnectAsync(second, new RecordingLinkSink(), default);
        Assert.Equal(1, CallsOf("Connect"));

        held.SetResult();
        await using var one = await first;
        await using var two = await next;
        Assert.Equal(2, Adapter.OpenLinks);
    }

    [Fact]
    public async Task Gives_a_connect_up_when_it_is_cancelled()
    {
        var sighting = await FindAsync();
        BlueZ.HoldNext("Connect", new TaskCompletionSource().Task);
        using var cancel = new CancellationTokenSource();
        var connecting = Transport.ConnectAsync(sighting, _sink, cancel.Token);
        await UntilAsync(() => CallsOf("Connect") == 1);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
        Assert.Equal(1, CallsOf("Disconnect"));
        Assert.Equal(0, Transport.Open);
        await (await OpenAsync(_sink)).DisposeAsync();
    }

    [Theory]
    [InlineData("le-connection-abort-by-local", LinkLossReason.Unknown)]
    [InlineData("le-connection-concurrent-connection-limit", LinkLossReason.OutOfSlots)]
    public async Task Says_why_it_could_not_connect(string message, LinkLossReason reason)
    {
        var sighting = await FindAsync();
        BlueZ.FailNext("Connect", "org.bluez.Error.Failed", message);

        var failure = await Assert.ThrowsAsync<LinkException>(() => Transport.ConnectAsync(sighting, _sink, default));

        Assert.Equal(reason, failure.Fault.Reason);
        Assert.Equal((0, 0), (Transport.Open, Adapter.OpenLinks));
        Assert.Empty(_sink.Faults);
    }

    [Fact]
    public async Task Does_not_wait_for_services_of_a_link_that_is_lost()
    {
        var sighting = await FindAsync();
        Adapter.HoldsResolving = true;
        var connecting = Transport.ConnectAsync(sighting, _sink, default);
        await UntilAsync(() => Adapter.OpenLinks == 1);

        World.World.Dongle.DropLink();

        await Assert.ThrowsAsync<LinkException>(() => connecting);
        Assert.Empty(_sink.Faults);
    }

    [Fact]
    public async Task Tells_a_loss_without_a_reason_where_BlueZ_gives_none()
    {
        await using var link = await OpenAsync(_sink);

        World.World.Dongle.DropLink();

        Assert.Equal(LinkLossReason.Unknown, (await LostAsync(_sink)).Reason);
    }

    [Fact]
    public async Task Tells_the_reason_of_a_loss_where_BlueZ_gives_one()
    {
        Adapter.DisconnectReason = ("org.bluez.Reason.Remote", "Connection terminated by remote user");
        await using var link = await OpenAsync(_sink);

        World.World.Dongle.DropLink();

        Assert.Equal(LinkLossReason.PeerTerminated, (await LostAsync(_sink)).Reason);
    }

    [Fact]
    public async Task Takes_a_notification_that_hangs_up_for_the_loss_of_the_link()
    {
        await using var link = await OpenAsync(_sink);

        Adapter.Device(Address).HangUp();

        await LostAsync(_sink);
        await link.DisposeAsync();
        Assert.Equal(0, Adapter.OpenLinks);
    }

    [Fact]
    public async Task Ends_its_links_when_the_machine_wakes_up()
    {
        await using var link = await OpenAsync(_sink);
        await using var login = await FakeLogin.StartAsync(World.Bus.Address);

        login.Tell(sleeps: true);
        login.Tell(sleeps: false);

        Assert.Equal(new LinkFault(LinkLossReason.LinkLoss, "The machine was asleep."), await LostAsync(_sink));
    }

    [Fact]
    public async Task Says_that_the_dongle_wants_to_be_paired_with()
    {
        await using var link = (IGattLink)await Transport.ConnectAsync(await FindAsync(), _sink, default);
        BlueZ.FailNext("ReadValue", "org.bluez.Error.NotPermitted", "Not paired");

        var failure = await Assert.ThrowsAsync<LinkException>(() => link.ReadAsync(OpenLinkUuids.Profile, default));

        Assert.Equal(LinkLossReason.Authentication, failure.Fault.Reason);
        Assert.NotNull(failure.Fault.Advice);
    }

    [Fact]
    public async Task Has_BlueZ_forget_services_that_the_dongle_does_not_have()
    {
        Adapter.RemembersOtherServices = true;
        var failure = await Assert.ThrowsAsync<LinkException>(async () =>
        {
            await using var wrong = await Transport.ConnectAsync(await FindAsync(), _sink, default);
            await Profile.OpenAsync(wrong, vin: null, default);
        });

        Assert.Equal(LinkLossReason.NotSupported, failure.Fault.Reason);
        Assert.Equal(1, CallsOf("RemoveDevice"));
        await using var link = await OpenAsync(_sink);
        await UntilAsync(() => _sink.Packets.Count > 0);
    }

    [Fact]
    public async Task Has_BlueZ_forget_a_dongle_no_more_than_once()
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            Adapter.RemembersOtherServices = true;
            await using var link = (IGattLink)await Transport.ConnectAsync(await FindAsync(), _sink, default);
            Assert.False(link.HasService(OpenLinkUuids.Service));
        }

        Assert.Equal(1, CallsOf("RemoveDevice"));
    }

    [Fact]
    public async Task Does_not_connect_to_what_BlueZ_does_not_know_any_more()
    {
        var sighting = await FindAsync();
        BlueZ.Remove(Adapter.Device(Address).Path);

        var failure = await Assert.ThrowsAsync<LinkException>(() => Transport.ConnectAsync(sighting, _sink, default));

        Assert.Equal(LinkLossReason.LinkLoss, failure.Fault.Reason);
    }

    [Fact]
    public async Task Lists_what_the_dongle_has()
    {
        await using var link = (IGattBrowser)await Transport.ConnectAsync(await FindAsync(), _sink, default);

        var service = Assert.Single(await link.ListAsync(default));
        var information = service.Characteristics.Single(each => each.Uuid == OpenLinkUuids.Information);

        Assert.Equal((OpenLinkUuids.Service, true), (service.Uuid, service.IsPrimary));
        Assert.Equal(GattFlags.Read | GattFlags.Notify, information.Flags);
        Assert.Equal(OpenLinkEncoder.PacketLength, (await link.ReadAsync(information.Id, default)).Length);
        await Assert.ThrowsAsync<LinkException>(() => link.ReadAsync(9999, default));
    }

    [Fact]
    public async Task Ends_as_the_adapter_does()
    {
        await using var link = await OpenAsync(_sink);

        Adapter.Power(false);

        Assert.Equal(new LinkFault(LinkLossReason.AdapterOff, "hci0 is off, or gone."), await LostAsync(_sink));
    }

    private static class OpenLinkPackets
    {
        public const int Information = 1;
        public const int Measurements = 2;
    }
}
