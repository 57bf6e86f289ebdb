using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.DBus;
using O2X.TestKit.Links;
using O2X.Vehicles.OpenLink;

namespace O2X.Links.BlueZ.Tests.Central;

public sealed class ScanSpecs : BlueZSpecs
{
    [Fact]
    public async Task Asks_BlueZ_for_every_advert_of_the_services()
    {
        await using var scan = await Transport.StartScanAsync(Filter, new RecordingScanSink(), default);

        Assert.Equal("le", Adapter.Filter["Transport"].GetString());
        Assert.True(Adapter.Filter["DuplicateData"].GetBool());
        Assert.Equal(-127, Adapter.Filter["RSSI"].GetInt16());
        Assert.Equal([OpenLinkUuids.Service.ToString()], Adapter.Filter["UUIDs"].GetArray<string>());
    }

    [Fact]
    public async Task Discovers_once_for_all_scans_of_all_transports()
    {
        await using var other = World.OpenTransport("hci0");
        await using (await Transport.StartScanAsync(Filter, new RecordingScanSink(), default))
        await using (await other.StartScanAsync(ScanFilter.Any, new RecordingScanSink(), default))
        {
            Assert.Equal(1, CallsOf("StartDiscovery"));
            Assert.DoesNotContain("UUIDs", Adapter.Filter.Keys);
        }

        Assert.False(Adapter.IsDiscovering);
        Assert.Equal(1, CallsOf("StopDiscovery"));
    }

    [Fact]
    public async Task Does_not_take_what_BlueZ_remembers_for_heard()
    {
        await FindAsync();
        World.World.Dongle.InRange = false;
        var sink = new RecordingScanSink();
        await using var scan = await Transport.StartScanAsync(Filter, sink, default);
        var device = Adapter.Device(Address);
        BlueZ.Set(device.Path, BlueZNames.Device, new() { ["Name"] = "renamed" });

        World.World.Add(Vehicles.Vin.Parse("VXKUPHNEKN1234567"));
        await UntilAsync(() => sink.Sightings.Count > 0);

        Assert.DoesNotContain(sink.Sightings, sighting => sighting.Address == device.Address);
    }

    [Theory]
    [InlineData("SetDiscoveryFilter")]
    [InlineData("StartDiscovery")]
    public async Task Says_why_it_cannot_begin(string method)
    {
        BlueZ.FailNext(method, "org.bluez.Error.NotReady", "Resource Not Ready");

        var failure = await Assert.ThrowsAsync<LinkException>(() => Transport.StartScanAsync(Filter, new RecordingScanSink(), default));

        Assert.Equal(LinkLossReason.AdapterOff, failure.Fault.Reason);
        Assert.Equal(0, Transport.Open);
        Assert.NotNull(await FindAsync());
    }

    [Fact]
    public async Task Takes_a_discovery_that_runs_already_for_its_own()
    {
        BlueZ.FailNext("StartDiscovery", "org.bluez.Error.InProgress", "Operation already in progress");

        await using var scan = await Transport.StartScanAsync(Filter, new RecordingScanSink(), default);
    }

    [Fact]
    public async Task Ends_when_bluetoothd_ends_and_can_begin_anew_when_it_is_back()
    {
        var (sink, states) = (new RecordingScanSink(), new RecordingObserver<TransportState>());
        using var watch = Transport.State.Subscribe(states);
        await using (await Transport.StartScanAsync(Filter, sink, default))
        {
            await World.StopBlueZAsync();
            await UntilAsync(() => sink.Ended is not null);
        }

        Assert.Equal(LinkLossReason.AdapterOff, sink.Ended!.Reason);
        await UntilAsync(() => states.Values[^1].Detail == "bluetoothd is not running.");

        await World.StartBlueZAsync();
        await UntilAsync(() => states.Values[^1] == TransportState.On);
        Assert.NotNull(await FindAsync());
    }

    [Fact]
    public async Task Ends_when_the_adapter_is_unplugged()
    {
        var (sink, states) = (new RecordingScanSink(), new RecordingObserver<TransportState>());
        using var watch = Transport.State.Subscribe(states);
        await using var scan = await Transport.StartScanAsync(Filter, sink, default);

        Adapter.Unplug();

        await UntilAsync(() => sink.Ended is not null && states.Values[^1].Availability == Availability.Absent);
        Assert.Equal("There is no Bluetooth adapter.", states.Values[^1].Detail);
    }

    [Fact]
    public async Task Ends_when_the_bus_ends()
    {
        var sink = new RecordingScanSink();
        await using var scan = await Transport.StartScanAsync(Filter, sink, default);

        World.Bus.Kill();

        await UntilAsync(() => sink.Ended is not null);
        Assert.Contains("D-Bus", Transport.Current.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_it_may_not_speak_to_BlueZ()
    {
        BlueZ.FailNext("GetManagedObjects", "org.freedesktop.DBus.Error.AccessDenied", "Rejected send message");
        await Transport.DisposeAsync();

        await using var denied = World.OpenTransport();
        var failure = await Assert.ThrowsAsync<LinkException>(() => denied.StartScanAsync(Filter, new RecordingScanSink(), default));

        Assert.Equal(Availability.NoPermission, denied.Current.Availability);
        Assert.Equal(LinkLossReason.PermissionMissing, failure.Fault.Reason);
    }

    [Fact]
    public async Task Lists_the_adapters_of_the_machine()
    {
        await Transport.DisposeAsync();
        _ = new Fakes.FakeAdapter(BlueZ, World.World.Radio, "hci1", "00:AA:01:00:00:01", isOn: false);

        var adapters = await BlueZAdapters.ListAsync(new BlueZOptions { BusAddress = World.Bus.Address });

        Assert.Equal(["hci0 00:AA:01:00:00:00 On", "hci1 00:AA:01:00:00:01 Off"], adapters.Select(each => $"{each.Name} {each.Address} {each.State.Availability}"));
    }
}
