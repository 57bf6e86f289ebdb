using System.Collections.Concurrent;
using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.DBus;
using O2X.Links.BlueZ.Peripheral;
using O2X.Links.BlueZ.Tests.Central;
using O2X.Links.BlueZ.Tests.DBus;
using O2X.Links.BlueZ.Tests.Fakes;
using O2X.Links.Time;
using O2X.Vehicles;
using O2X.Vehicles.OpenLink;
using O2X.Vehicles.OpenLink.Serving;

namespace O2X.Links.BlueZ.Tests.Peripheral;

/// <summary>The dongle on a private bus with a fake bluetoothd, on virtual time.</summary>
[Trait("Kind", "ble")]
public sealed class BlueZDongleSpecs : IAsyncLifetime
{
    private const string Profile = "0002", Proof = "0003", VinPart = "0004", Information = "0005", Measurements = "0006";

    private static readonly Vin TheVin = Vin.Parse("VR1AB12C3D4567890");
    private static readonly byte[] Nonce = [0, 1, 2, 3, 4, 5, 6, 7];

    private readonly VirtualClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly ConcurrentQueue<DongleNotice> _notices = [];
    private PrivateBus _bus = null!;
    private FakeBlueZ _blueZ = null!;
    private BlueZDongle? _dongle;

    public async Task InitializeAsync()
    {
        _bus = await PrivateBus.StartAsync();
        _blueZ = await FakeBlueZ.StartAsync(_bus.Address);
    }

    public async Task DisposeAsync()
    {
        if (_dongle is not null) await _dongle.DisposeAsync();
        await _blueZ.DisposeAsync();
        await _bus.DisposeAsync();
    }

    [Fact]
    public async Task Registers_the_characteristics_of_the_profile()
    {
        var adapter = await ServeAsync();

        Assert.Equal(
            [("0002", "read"), ("0003", "read write"), ("0005", "read notify"), ("0006", "read notify")],
            adapter.Objects.Select(each => (each.Path[^4..], string.Join(' ', each.Flags))));
        Assert.Equal(OpenLinkUuids.Profile.ToString(), adapter.Objects[0].Uuid);
        Assert.True(_blueZ.Get(adapter.Path, BlueZNames.Adapter, "Pairable").GetBool());
    }

    [Fact]
    public async Task Demands_an_authenticated_link_for_everything_when_it_is_secured()
    {
        var adapter = await ServeAsync(new() { Secured = true, FramesInterval = TimeSpan.FromSeconds(1) });

        Assert.Equal([Profile, Proof, VinPart, Information, Measurements, "0007"], adapter.Objects.Select(each => each.Path[^4..]));
        Assert.All(adapter.Objects.SelectMany(each => each.Flags), flag => Assert.StartsWith("encrypt-authenticated-", flag, StringComparison.Ordinal));
        Assert.Equal(["encrypt-authenticated-notify"], adapter.Objects[^1].Flags);
        Assert.False(_blueZ.Get(adapter.Path, BlueZNames.Adapter, "Pairable").GetBool());
    }

    [Fact]
    public async Task Advertises_what_fits_into_31_bytes_and_nothing_else()
    {
        var advert = (await ServeAsync()).Advert!;

        Assert.Equal(["Discoverable", "LocalName", "ManufacturerData", "MaxInterval", "MinInterval", "ServiceUUIDs", "Type"], advert.Keys.Order());
        Assert.Equal(("peripheral", "O2X", true), (advert["Type"].GetString(), advert["LocalName"].GetString(), advert["Discoverable"].GetBool()));
        Assert.Equal([OpenLinkUuids.Service.ToString()], advert["ServiceUUIDs"].AsTexts());
        Assert.True(TagOf(advert).Matches(VinKey.For(TheVin)));
        Assert.Contains(_notices, notice => notice is { Kind: DongleNoticeKind.Advertising, Subject: "hci0", Detail: "00:AA:01:00:00:00", Advice: not null });
    }

    [Fact]
    public async Task Proves_the_vin_to_each_central_apart()
    {
        var adapter = await ServeAsync();
        var (one, other) = (adapter.Connect("11:11:11:11:11:11"), adapter.Connect("22:22:22:22:22:22"));
        await adapter.WriteAsync(Proof, one, Nonce);
        await adapter.WriteAsync(Proof, other, [9, 9, 9, 9, 9, 9, 9, 9]);

        var (ofOne, ofOther) = (await adapter.ReadAsync(Proof, one), await adapter.ReadAsync(Proof, other));
        Assert.True(VinProof.Verify(VinKey.For(TheVin), Nonce, ofOne));
        Assert.False(VinProof.Verify(VinKey.For(TheVin), Nonce, ofOther));
        Assert.Equal((await adapter.ReadAsync(Profile, one))[4..], await adapter.ReadAsync(Profile, one, offset: 4));
    }

    [Fact]
    public async Task Refuses_by_the_names_that_bluez_knows()
    {
        var adapter = await ServeAsync();
        var device = adapter.Connect("11:11:11:11:11:11");

        var noNonce = await Assert.ThrowsAsync<DBusException>(() => adapter.ReadAsync(Proof, device));
        Assert.Equal(("org.bluez.Error.Failed", "0x80"), (noNonce.ErrorName, noNonce.ErrorMessage));
        Assert.Equal("org.bluez.Error.InvalidValueLength", (await Assert.ThrowsAsync<DBusException>(() => adapter.WriteAsync(Proof, device, [1]))).ErrorName);
        Assert.Equal("org.bluez.Error.InvalidOffset", (await Assert.ThrowsAsync<DBusException>(() => adapter.ReadAsync(Profile, device, 8))).ErrorName);
        Assert.Equal("org.bluez.Error.NotPermitted", (await Assert.ThrowsAsync<DBusException>(() => adapter.WriteAsync(Profile, device, Nonce))).ErrorName);
        Assert.Equal("org.freedesktop.DBus.Error.UnknownObject", (await Assert.ThrowsAsync<DBusException>(() => adapter.ReadAsync(VinPart, device))).ErrorName);
    }

    [Fact]
    public async Task Notifies_the_newest_and_counts_what_it_replaced()
    {
        var adapter = await ServeAsync();
        adapter.Connect("11:11:11:11:11:11");
        await adapter.NotifyAsync(Information, on: true);
        await UntilAsync(() => adapter.Notified.Count == 1);
        for (var soc = 1; soc <= 50; soc++) _dongle!.Tell(new OpenLinkInformation { StateOfCharge = soc, SourceAge = TimeSpan.Zero }, default);
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        await UntilAsync(() => adapter.Notified.Count == 2);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(() => adapter.Notified.Count == 3);

        Assert.Equal([(Information, 0xFF, 0), (Information, 50, 0), (Information, 50, 1)], adapter.Notified.Select(each => (each.Part, (int)each.Value[8], each.Value[16] == 0xFF ? 0 : (int)each.Value[16])));
        Assert.Equal([0, 1, 2], adapter.Notified.Select(each => (int)each.Value[1]));
        Assert.Equal((3, 49), (_dongle!.Counters.Packets, _dongle.Counters.Coalesced));

        await adapter.NotifyAsync(Information, on: false);
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(3, _dongle.Counters.Packets);
    }

    [Fact]
    public async Task Disconnects_one_central_too_many_and_one_that_does_nothing()
    {
        var adapter = await ServeAsync();
        var gone = new ConcurrentQueue<int>();
        var devices = Enumerable.Range(0, 4).Select(i => adapter.Connect($"0{i}:11:11:11:11:11", () => gone.Enqueue(i))).ToList();
        await UntilAsync(() => gone.Count == 1);
        Assert.Equal([3], gone);
        Assert.Equal(3, _dongle!.Centrals);

        await adapter.WriteAsync(Proof, devices[0], Nonce);
        await adapter.ReadAsync(Proof, devices[0]);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await UntilAsync(() => gone.Count == 3 && _dongle.Centrals == 1);
        Assert.Equal([1, 2, 3], gone.Order());
        await UntilAsync(() => _notices.Count(notice => notice.Kind == DongleNoticeKind.CentralDisconnected) == 3);
        Assert.Contains(_notices, notice => notice is { Kind: DongleNoticeKind.CentralDropped, Subject: "01:11:11:11:11:11" });
    }

    [Fact]
    public async Task Lets_devices_alone_that_are_none_of_its_own()
    {
        var adapter = new FakePeripheral(_blueZ);
        var gone = new ConcurrentQueue<string>();
        var before = adapter.Connect("01:11:11:11:11:11", () => gone.Enqueue("before"));
        await ServeOnAsync(adapter);
        adapter.Connect("02:11:11:11:11:11", () => gone.Enqueue("classic"), new() { ["Class"] = 0x240404u });
        adapter.Connect("03:11:11:11:11:11", () => gone.Enqueue("paired"), new() { ["Paired"] = true });
        adapter.Connect("04:11:11:11:11:11", () => gone.Enqueue("central"));
        await UntilAsync(() => _dongle!.Centrals == 1);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await UntilAsync(() => !gone.IsEmpty);

        // What was there before is a central once it asks for something.
        await adapter.ReadAsync(Profile, before);
        await UntilAsync(() => _dongle!.Centrals == 1);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await UntilAsync(() => gone.Count == 2);
        Assert.Equal(["central", "before"], gone);
    }

    [Fact]
    public async Task Leaves_time_to_pair_while_a_window_is_open()
    {
        var adapter = await ServeAsync(new() { Secured = true });
        var gone = new ConcurrentQueue<string>();
        _blueZ.Set(adapter.Path, BlueZNames.Adapter, new() { ["PairableTimeout"] = 125u });
        _blueZ.Set(adapter.Path, BlueZNames.Adapter, new() { ["Pairable"] = true });
        var paired = adapter.Connect("01:11:11:11:11:11", () => gone.Enqueue("paired"));
        adapter.Connect("02:11:11:11:11:11", () => gone.Enqueue("stranger"));
        adapter.Connect("03:11:11:11:11:11", () => gone.Enqueue("known"), new() { ["Paired"] = true });
        await UntilAsync(() => _dongle!.Centrals == 1);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await UntilAsync(() => !gone.IsEmpty);
        Assert.Equal(["known"], gone);

        _blueZ.Set(paired, BlueZNames.Device, new() { ["Paired"] = true });
        await adapter.WriteAsync(Proof, paired, Nonce);
        await adapter.ReadAsync(Proof, paired);
        _blueZ.Set(adapter.Path, BlueZNames.Adapter, new() { ["Pairable"] = false });
        await UntilAsync(() => _dongle!.Centrals == 2);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await UntilAsync(() => gone.Count == 2);
        Assert.Equal(["known", "stranger"], gone);
        Assert.Equal(1, _dongle!.Centrals);
    }

    [Fact]
    public async Task Advertises_anew_when_the_tag_rotates_and_when_the_address_changes()
    {
        var adapter = await ServeAsync();
        var first = TagOf(adapter.Advert!);
        _clock.Advance(TimeSpan.FromMinutes(15));
        await UntilAsync(() => adapter is { Adverts: 2, Advert: not null });
        var second = TagOf(adapter.Advert!);
        _blueZ.Set(adapter.Path, BlueZNames.Adapter, new() { ["Address"] = "00:AA:01:00:00:99" });
        await UntilAsync(() => adapter is { Adverts: 3, Advert: not null });

        Assert.Equal(3, new[] { first, second, TagOf(adapter.Advert!) }.Distinct().Count());
        Assert.True(TagOf(adapter.Advert!).Matches(VinKey.For(TheVin)));
    }

    [Fact]
    public async Task Comes_back_with_the_adapter_and_with_bluetoothd()
    {
        var adapter = await ServeAsync();
        adapter.Power(false);
        await UntilAsync(() => _notices.Any(notice => notice.Kind == DongleNoticeKind.AdapterUnusable));
        adapter.Power(true);
        await UntilAsync(() => adapter.Advert is not null);

        await _blueZ.DisposeAsync();
        await UntilAsync(() => _notices.Count(notice => notice.Kind == DongleNoticeKind.AdapterUnusable) == 2);
        _blueZ = await FakeBlueZ.StartAsync(_bus.Address);
        var again = new FakePeripheral(_blueZ);
        await UntilAsync(() => again.Advert is not null);
        Assert.Equal(4, again.Objects.Count);
        Assert.Equal(7, (await again.ReadAsync(Profile, again.Connect("11:11:11:11:11:11"))).Length);
    }

    [Fact]
    public async Task Says_why_bluez_refuses_and_tries_again()
    {
        var adapter = new FakePeripheral(_blueZ);
        _blueZ.FailNext("RegisterAdvertisement", "org.bluez.Error.NotPermitted", "Maximum advertisements reached");
        _dongle = Open(new());
        await UntilAsync(() => _notices.Any(notice => notice is { Kind: DongleNoticeKind.Refused, Subject: "hci0", Detail: not null, Advice: not null }));
        await UntilAsync(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            return adapter.Advert is not null;
        });
    }

    [Fact]
    public async Task Waits_for_an_adapter_that_is_not_there()
    {
        _dongle = Open(new());
        await UntilAsync(() => _notices.Any(notice => notice is { Kind: DongleNoticeKind.AdapterUnusable, Advice: not null }));
        await ServedAsync(new FakePeripheral(_blueZ));
    }

    [Fact]
    public async Task Takes_everything_back_in_the_end()
    {
        var adapter = await ServeAsync();
        await _dongle!.DisposeAsync();
        Assert.Null(adapter.Advert);
        Assert.Empty(adapter.Objects);
        await _dongle.Notices.Completion;
    }

    private static AdvertTag TagOf(Dictionary<string, VariantValue> advert)
    {
        var (company, data) = Assert.Single(advert["ManufacturerData"].AsBytesByNumber());
        Assert.Equal((AdvertTag.Company, AdvertTag.Length), (company, data.Length));
        Assert.True(AdvertTag.TryRead(data, out var tag));
        return tag;
    }

    private static Task UntilAsync(Func<bool> isSo) => BlueZWorld.UntilAsync(isSo);

    private async Task<FakePeripheral> ServeAsync(OpenLinkServerOptions? options = null)
    {
        var adapter = new FakePeripheral(_blueZ);
        _dongle = Open(options ?? new());
        await ServedAsync(adapter);
        return adapter;
    }

    private Task ServeOnAsync(FakePeripheral adapter)
    {
        _dongle = Open(new());
        return ServedAsync(adapter);
    }

    private Task ServedAsync(FakePeripheral adapter) =>
        UntilAsync(() => adapter.Advert is not null && _notices.Any(notice => notice.Kind == DongleNoticeKind.Advertising));

    private BlueZDongle Open(OpenLinkServerOptions options)
    {
        var dongle = new BlueZDongle(TheVin, new BlueZDongleOptions { BlueZ = new BlueZOptions { BusAddress = _bus.Address }, Server = options }, _clock);
        _ = ReadAsync(dongle);
        return dongle;
    }

    private async Task ReadAsync(BlueZDongle dongle)
    {
        await foreach (var notice in dongle.Notices.ReadAllAsync()) _notices.Enqueue(notice);
    }
}
