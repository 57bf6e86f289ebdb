using System.Collections.Concurrent;
using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.DBus;
using O2X.Links.BlueZ.Pairing;
using O2X.Links.BlueZ.Peripheral;
using O2X.Links.BlueZ.Tests.Central;
using O2X.Links.BlueZ.Tests.DBus;
using O2X.Links.BlueZ.Tests.Fakes;
using O2X.Links.Time;
using O2X.Vehicles;
using O2X.Vehicles.OpenLink.Serving;

namespace O2X.Links.BlueZ.Tests.Pairing;

/// <summary>The dongle's pairing window on a private bus with a fake bluetoothd, on virtual time.</summary>
[Trait("Kind", "ble")]
public sealed class PairingWindowSpecs : IAsyncLifetime
{
    private const string Central = "11:11:11:11:11:11";

    private readonly VirtualClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly ConcurrentQueue<PairingWindowNotice> _notices = [];
    private readonly CancellationTokenSource _cancel = new();
    private PrivateBus _bus = null!;
    private FakeBlueZ _blueZ = null!;
    private FakePeripheral _adapter = null!;
    private FakeAgents _agents = null!;

    public async Task InitializeAsync()
    {
        _bus = await PrivateBus.StartAsync();
        _blueZ = await FakeBlueZ.StartAsync(_bus.Address);
        _adapter = new FakePeripheral(_blueZ);
        _agents = new FakeAgents(_blueZ, _adapter.Path);
        Set(pairable: false, timeout: 0);
    }

    public async Task DisposeAsync()
    {
        _cancel.Dispose();
        await _blueZ.DisposeAsync();
        await _bus.DisposeAsync();
    }

    [Fact]
    public async Task Shows_the_passkey_and_ends_with_the_bond()
    {
        var window = await OpenAsync();
        Assert.Equal((true, 125u), State);
        Assert.Equal("DisplayOnly", Assert.Single(_agents.All).Capability);

        var device = _adapter.Connect(Central);
        await _agents.DisplayPasskeyAsync(device, 12345);
        await _agents.DisplayPasskeyAsync(device, 12345);
        SetDevice(device, "Bonded", true);

        Assert.Equal(Central, await window);
        Assert.Equal(
            [new(PairingWindowNoticeKind.Open, "hci0", Detail: "00:AA:01:00:00:00"), new(PairingWindowNoticeKind.Passkey, Central, "012345")],
            _notices);
        AssertClosed();
    }

    [Fact]
    public async Task Takes_the_pairing_for_the_bond_where_bluez_tells_of_none()
    {
        var window = await OpenAsync();
        var device = _adapter.Connect(Central);
        await _agents.DisplayPasskeyAsync(device, 1);
        SetDevice(device, "Paired", true);

        Assert.Equal(Central, await window);
    }

    [Fact]
    public async Task Goes_on_after_a_wrong_passkey()
    {
        var window = await OpenAsync();
        var device = _adapter.Connect(Central);
        await _agents.DisplayPasskeyAsync(device, 111111);
        SetDevice(device, "Connected", false);
        await UntilAsync(() => _notices.Any(notice => notice is { Kind: PairingWindowNoticeKind.NotPaired, Subject: Central }));

        SetDevice(device, "Connected", true);
        await _agents.DisplayPasskeyAsync(device, 222222);
        SetDevice(device, "Bonded", true);

        Assert.Equal(Central, await window);
        Assert.Equal(["111111", "222222"], _notices.Where(notice => notice.Passkey is not null).Select(notice => notice.Passkey));
    }

    [Fact]
    public async Task Refuses_whatever_pairs_without_a_passkey()
    {
        var window = await OpenAsync();
        var device = _adapter.Connect(Central);

        var refused = await Assert.ThrowsAsync<DBusException>(() => _agents.RequestAuthorizationAsync(device));
        Assert.Equal("org.bluez.Error.Rejected", refused.ErrorName);
        refused = await Assert.ThrowsAsync<DBusException>(() => _agents.RequestConfirmationAsync(_agents.All[0], device));
        Assert.Equal("org.bluez.Error.Rejected", refused.ErrorName);
        refused = await Assert.ThrowsAsync<DBusException>(() => _agents.RequestPasskeyAsync(_agents.All[0], device));
        Assert.Equal("org.bluez.Error.Rejected", refused.ErrorName);
        Assert.Equal(3, _notices.Count(notice => notice is { Kind: PairingWindowNoticeKind.Refused, Subject: Central, Detail: not null }));

        // A bond that no passkey was shown for is not the window's.
        SetDevice(device, "Bonded", true);
        _cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => window);
    }

    [Fact]
    public async Task Is_over_when_nobody_pairs_in_time()
    {
        var window = await OpenAsync();
        _clock.Advance(BlueZPairingWindow.DefaultLength);

        Assert.Null(await window);
        AssertClosed();
    }

    [Fact]
    public async Task Waits_for_a_pairing_that_has_begun_in_time()
    {
        var window = await OpenAsync();
        var device = _adapter.Connect(Central);
        await _agents.DisplayPasskeyAsync(device, 1);
        _clock.Advance(BlueZPairingWindow.DefaultLength);
        await UntilAsync(() => !State.Pairable);
        SetDevice(device, "Bonded", true);

        Assert.Equal(Central, await window);
        AssertClosed();
    }

    [Fact]
    public async Task Shows_no_passkey_when_its_time_is_over()
    {
        var window = await OpenAsync();
        var (first, second) = (_adapter.Connect(Central), _adapter.Connect("22:22:22:22:22:22"));
        await _agents.DisplayPasskeyAsync(first, 1);
        _clock.Advance(BlueZPairingWindow.DefaultLength);
        await UntilAsync(() => !State.Pairable);
        await _agents.DisplayPasskeyAsync(second, 2);
        SetDevice(first, "Connected", false);

        Assert.Null(await window);
        Assert.Single(_notices, notice => notice.Passkey is not null);
    }

    [Fact]
    public async Task Closes_when_it_is_cancelled()
    {
        var window = await OpenAsync();
        _cancel.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => window);
        AssertClosed();
    }

    [Theory]
    [InlineData(false, 0u)]
    [InlineData(true, 0u)]
    [InlineData(true, 300u)]
    public async Task Leaves_the_adapter_as_it_was(bool pairable, uint timeout)
    {
        _agents.AddOther();
        Set(pairable, timeout);
        var window = await OpenAsync();
        _cancel.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => window);
        Assert.Equal((pairable, timeout), State);
        Assert.Equal("org.example.other", Assert.Single(_agents.All).Owner);
    }

    [Fact]
    public async Task Does_not_leave_the_adapter_open_for_an_agent_that_has_gone()
    {
        Set(pairable: true, timeout: 0);
        var window = await OpenAsync();
        _cancel.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => window);
        AssertClosed();
    }

    [Fact]
    public async Task Has_bluez_end_the_window_before_anything_opens_it()
    {
        var window = await OpenAsync();
        _cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => window);

        string[] sequence = ["Set", "RegisterAgent", "RequestDefaultAgent", "Set", "Set", "UnregisterAgent", "Set", "Set"];
        Assert.Equal(sequence, _blueZ.Calls.Select(call => call.Split(' ')[0]).Where(sequence.Contains));
    }

    [Fact]
    public async Task Waits_while_bluez_is_busy_with_the_same_setting()
    {
        _blueZ.FailNext("Set", BlueZErrors.Busy);
        var window = RunAsync();
        await UntilAsync(() =>
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            return _notices.Any(notice => notice.Kind == PairingWindowNoticeKind.Open);
        });
        _cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => window);
        AssertClosed();
    }

    [Fact]
    public async Task Ends_with_bluetoothd()
    {
        var window = await OpenAsync();
        await _blueZ.DisposeAsync();

        Assert.Equal(LinkLossReason.AdapterOff, (await Assert.ThrowsAsync<LinkException>(() => window)).Fault.Reason);
    }

    [Fact]
    public async Task Ends_with_the_adapter()
    {
        var window = await OpenAsync();
        _adapter.Power(false);

        Assert.Equal(new(LinkLossReason.AdapterOff, "hci0 is off, or gone."), (await Assert.ThrowsAsync<LinkException>(() => window)).Fault);
        AssertClosed();
    }

    [Fact]
    public async Task Says_that_another_program_closed_it()
    {
        var window = await OpenAsync();
        Set(pairable: false, timeout: 125);

        Assert.StartsWith("Another program", (await Assert.ThrowsAsync<LinkException>(() => window)).Fault.Detail, StringComparison.Ordinal);
        AssertClosed();
    }

    [Fact]
    public async Task Says_that_the_adapter_is_off()
    {
        _adapter.Power(false);

        Assert.Equal(LinkLossReason.AdapterOff, (await Assert.ThrowsAsync<LinkException>(RunAsync)).Fault.Reason);
        Assert.DoesNotContain(_blueZ.Calls, call => call.StartsWith("Set ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Is_let_be_by_a_secured_dongle_that_closes_everything_else()
    {
        var options = new BlueZDongleOptions { BlueZ = new BlueZOptions { BusAddress = _bus.Address }, Server = new OpenLinkServerOptions { Secured = true } };
        await using var dongle = new BlueZDongle(Vin.Parse("VR1AB12C3D4567890"), options, _clock);
        await UntilAsync(() => _adapter.Advert is not null);
        _agents.AddOther();
        await UntilAsync(() => !State.Pairable);

        var window = await OpenAsync();
        var device = _adapter.Connect(Central);
        await _agents.DisplayPasskeyAsync(device, 1);
        // The dongle has looked by the time that it answers.
        await _adapter.ReadAsync("0002", device);
        Assert.True(State.Pairable);
        SetDevice(device, "Bonded", true);
        Assert.Equal(Central, await window);
        Assert.Equal((false, 0u), State);

        Set(pairable: true, timeout: 0);
        await UntilAsync(() => !State.Pairable);
    }

    private (bool Pairable, uint Timeout) State =>
        (Get("Pairable").GetBool(), Get("PairableTimeout").TryGetUInt32(out var seconds) ? seconds : uint.MaxValue);

    private static Task UntilAsync(Func<bool> isSo) => BlueZWorld.UntilAsync(isSo);

    private void AssertClosed()
    {
        Assert.Equal((false, 0u), State);
        Assert.Empty(_agents.All);
    }

    private async Task<Task<string?>> OpenAsync()
    {
        var window = RunAsync();
        await UntilAsync(() => window.IsCompleted || _notices.Any(notice => notice.Kind == PairingWindowNoticeKind.Open));
        return window;
    }

    private Task<string?> RunAsync() =>
        new BlueZPairingWindow(new BlueZOptions { BusAddress = _bus.Address }, _clock).RunAsync(BlueZPairingWindow.DefaultLength, _notices.Enqueue, _cancel.Token);

    private VariantValue Get(string property) => _blueZ.Get(_adapter.Path, BlueZNames.Adapter, property);

    private void Set(bool pairable, uint timeout) => _blueZ.Set(_adapter.Path, BlueZNames.Adapter, new() { ["Pairable"] = pairable, ["PairableTimeout"] = timeout });

    private void SetDevice(string device, string property, bool value) => _blueZ.Set(device, BlueZNames.Device, new() { [property] = value });
}
