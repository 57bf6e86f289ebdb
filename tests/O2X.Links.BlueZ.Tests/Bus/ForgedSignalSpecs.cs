using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.DBus;
using O2X.Links.BlueZ.Tests.Central;
using O2X.Links.BlueZ.Tests.Fakes;
using O2X.TestKit.Links;

namespace O2X.Links.BlueZ.Tests.Bus;

public sealed class ForgedSignalSpecs : BlueZSpecs
{
    [Fact]
    public async Task Are_not_heard_as_adverts()
    {
        await FindAsync();
        World.World.Dongle.InRange = false;
        var sink = new RecordingScanSink();
        await using var scan = await Transport.StartScanAsync(Filter, sink, default);
        await using var stranger = await Stranger.StartAsync(World.Bus.Address);

        await stranger.ForgeAsync(Adapter.Device(Address).Path, BlueZNames.Properties, "PropertiesChanged", "sa{sv}as", writer =>
        {
            writer.WriteString(BlueZNames.Device);
            writer.WriteDictionary(new Dictionary<string, VariantValue> { ["RSSI"] = (short)-30 });
            writer.WriteArray(Array.Empty<string>());
        });

        World.World.Add(Vehicles.Vin.Parse("VXKUPHNEKN1234567"));
        await UntilAsync(() => sink.Sightings.Count > 0);
        Assert.DoesNotContain(sink.Sightings, sighting => sighting.Address == Address);
    }

    [Fact]
    public async Task End_no_link()
    {
        Adapter.DisconnectReason = ("org.bluez.Reason.Remote", "Connection terminated by remote user");
        var sink = new RecordingLinkSink();
        await using var link = await OpenAsync(sink);
        await using var login = await FakeLogin.StartAsync(World.Bus.Address);
        await using var stranger = await Stranger.StartAsync(World.Bus.Address);

        await stranger.ForgeAsync("/org/freedesktop/login1", BlueZNames.LoginManager, "PrepareForSleep", "b", writer => writer.WriteBool(false));
        await stranger.ForgeAsync(DBusConnection.BusPath, DBusConnection.Bus, "NameOwnerChanged", "sss", writer =>
        {
            writer.WriteString(BlueZNames.Service);
            writer.WriteString(":1.0");
            writer.WriteString("");
        });

        World.World.Dongle.DropLink();
        Assert.Equal(LinkLossReason.PeerTerminated, (await LostAsync(sink)).Reason);
    }
}
