using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.Pairing;
using O2X.Links.BlueZ.Tests.Central;
using O2X.Links.BlueZ.Tests.Fakes;
using O2X.Links.Time;

namespace O2X.Links.BlueZ.Tests.Pairing;

/// <summary>Pairing as a central, against a fake bluetoothd whose dongle shows a passkey; its limits on virtual time.</summary>
public sealed class PairingSpecs : BlueZSpecs
{
    private readonly VirtualClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly List<PairingStep> _steps = [];
    private FakePairing _pairing = null!;
    private FakeAgents _agents = null!;
    private volatile int _asked;

    [Fact]
    public async Task Pairs_by_the_passkey_that_is_typed_and_leaves_nothing_open()
    {
        Assert.Equal(PairingOutcome.Paired, await RunAsync(Typed(12345)));

        Assert.Equal([PairingStep.Searching, PairingStep.Pairing], _steps);
        Assert.Equal((0, 1), (CallsOf("RequestDefaultAgent"), CallsOf("RegisterAgent")));
        Assert.True(IsBonded);
        Assert.Equal(1, CallsOf("Disconnect"));
        AssertLeftAsItWas();
    }

    [Fact]
    public async Task Leaves_an_adapter_that_was_pairable_to_bluez()
    {
        Prepare();
        BlueZ.Set(Adapter.Path, BlueZNames.Adapter, new() { ["Pairable"] = true });
        _agents.AddOther();

        await RunAsync(Typed(12345));

        // The fake does as BlueZ: the other agent is still there.
        Assert.True(BlueZ.Get(Adapter.Path, BlueZNames.Adapter, "Pairable").GetBool());
        Assert.DoesNotContain("RequestDefaultAgent", BlueZ.Calls.Select(call => call.Split(' ')[0]));
        Assert.Equal("org.example.other", Assert.Single(_agents.All).Owner);
    }

    [Fact]
    public async Task Has_an_agent_that_can_type_and_nothing_else()
    {
        var capability = "";
        await RunAsync(_ =>
        {
            capability = Assert.Single(_agents.All).Capability;
            return Task.FromResult<int?>(12345);
        });

        Assert.Equal("KeyboardOnly", capability);
    }

    [Fact]
    public async Task Finds_a_dongle_whose_address_is_spelt_otherwise()
    {
        Prepare();
        Assert.Equal(PairingOutcome.Paired, await PairAsync(Address.ToLowerInvariant(), Typed(12345)));
    }

    [Theory]
    [InlineData(54321, "The passkey was wrong")]
    [InlineData(null, "No passkey")]
    [InlineData(-1, "No passkey")]
    [InlineData(1_000_000, "No passkey")]
    public async Task Says_that_the_passkey_was_no_good(int? passkey, string detail)
    {
        await FailsAsync(Typed(passkey), LinkLossReason.Authentication, detail);

        Assert.False(IsBonded);
        AssertLeftAsItWas();
    }

    [Theory]
    [InlineData("org.bluez.Error.AuthenticationFailed", LinkLossReason.Authentication, "The dongle refused to pair")]
    [InlineData("org.bluez.Error.AuthenticationRejected", LinkLossReason.Authentication, "The dongle refused to pair")]
    [InlineData("org.bluez.Error.AuthenticationCanceled", LinkLossReason.Authentication, "The pairing was cancelled")]
    [InlineData("org.bluez.Error.AuthenticationTimeout", LinkLossReason.Authentication, "The pairing took too long")]
    [InlineData("org.bluez.Error.ConnectionAttemptFailed", LinkLossReason.ConnectTimeout, "The dongle did not answer")]
    [InlineData("org.bluez.Error.InProgress", LinkLossReason.Unknown, "Another program")]
    public async Task Says_why_it_was_refused(string error, LinkLossReason reason, string detail)
    {
        Prepare();
        _pairing.Refusal = error;

        await FailsAsync(Typed(12345), reason, detail);

        Assert.Equal(0, _asked);
        AssertLeftAsItWas();
    }

    [Fact]
    public async Task Removes_a_bond_that_was_made_without_a_passkey()
    {
        Prepare();
        _pairing.Passkey = null;

        await FailsAsync(Typed(12345), LinkLossReason.Authentication, "The dongle paired without a passkey");

        Assert.Equal(1, CallsOf("RemoveDevice"));
        Assert.False(BlueZ.Has(DevicePath));
        AssertLeftAsItWas();
    }

    [Fact]
    public async Task Refuses_to_compare_numbers()
    {
        Prepare();
        _pairing.WantsComparison = true;

        await FailsAsync(Typed(12345), LinkLossReason.Authentication, "The dongle wanted to pair in another way");

        Assert.False(IsBonded);
        AssertLeftAsItWas();
    }

    [Fact]
    public async Task Counts_a_bond_whose_services_were_not_found()
    {
        Prepare();
        _pairing.LateFailure = "org.bluez.Error.Failed";

        Assert.Equal(PairingOutcome.Paired, await RunAsync(Typed(12345)));
    }

    [Fact]
    public async Task Does_nothing_where_there_is_a_bond()
    {
        await RunAsync(Typed(12345));

        Assert.Equal(PairingOutcome.AlreadyPaired, await RunAsync(Typed(12345)));
        Assert.Equal((1, 1), (CallsOf("Pair"), CallsOf("RegisterAgent")));
    }

    [Fact]
    public async Task Says_that_the_dongle_is_not_there()
    {
        Prepare();
        var pairing = PairAsync("02:99:99:99:99:99", Typed(1));
        await UntilAsync(() =>
        {
            if (CallsOf("StartDiscovery") > 0) _clock.Advance(TimeSpan.FromSeconds(1));
            return pairing.IsCompleted;
        });

        Assert.Equal(LinkLossReason.ScanTimeout, (await Assert.ThrowsAsync<LinkException>(() => pairing)).Fault.Reason);
        Assert.False(Adapter.IsDiscovering);
    }

    [Fact]
    public async Task Does_not_wait_for_a_passkey_longer_than_bluetooth_does()
    {
        Prepare();
        var pairing = PairAsync(Address, Silent);
        await UntilAsync(() => _asked == 1);
        _clock.Advance(BlueZPairing.Typing);

        Assert.StartsWith("The passkey was not typed in time", (await Assert.ThrowsAsync<LinkException>(() => pairing)).Fault.Detail, StringComparison.Ordinal);
        AssertLeftAsItWas();
    }

    [Fact]
    public async Task Gives_up_on_a_dongle_that_does_not_pair_in_time()
    {
        Prepare();
        BlueZ.HoldNext("Pair", new TaskCompletionSource().Task);
        var pairing = PairAsync(Address, Typed(12345));
        await UntilAsync(() => CallsOf("Pair") == 1);
        _clock.Advance(TimeSpan.FromSeconds(90));

        Assert.Equal(LinkLossReason.ConnectTimeout, (await Assert.ThrowsAsync<LinkException>(() => pairing)).Fault.Reason);
        Assert.Equal(1, CallsOf("CancelPairing"));
        AssertLeftAsItWas();
    }

    [Fact]
    public async Task Ends_the_pairing_when_it_is_cancelled()
    {
        Prepare();
        using var cancel = new CancellationTokenSource();
        var pairing = PairAsync(Address, Silent, cancel.Token);
        await UntilAsync(() => _asked == 1);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pairing);
        Assert.Equal(1, CallsOf("CancelPairing"));
        AssertLeftAsItWas();
    }

    [Fact]
    public async Task Ends_with_bluetoothd()
    {
        Prepare();
        var pairing = PairAsync(Address, Silent);
        await UntilAsync(() => _asked == 1);
        await World.StopBlueZAsync();

        Assert.Equal(LinkLossReason.AdapterOff, (await Assert.ThrowsAsync<LinkException>(() => pairing)).Fault.Reason);
    }

    [Fact]
    public async Task Says_that_the_adapter_is_off()
    {
        Prepare();
        Adapter.Power(false);

        Assert.Equal(LinkLossReason.AdapterOff, (await Assert.ThrowsAsync<LinkException>(() => PairAsync(Address, Typed(1)))).Fault.Reason);
    }

    private string DevicePath => BlueZNames.DevicePath(Adapter.Path, Address);

    private bool IsBonded => BlueZ.Has(DevicePath) && BlueZ.Get(DevicePath, BlueZNames.Device, "Bonded").AsBool() == true;

    private static Func<CancellationToken, Task<int?>> Typed(int? passkey) => _ => Task.FromResult(passkey);

    private Task<int?> Silent(CancellationToken cancellationToken) => new TaskCompletionSource<int?>().Task;

    private void Prepare()
    {
        if (Adapter.Pairing is not null) return;
        _agents = new FakeAgents(BlueZ, Adapter.Path);
        Adapter.Pairing = _pairing = new FakePairing(BlueZ, _agents);
        BlueZ.Set(Adapter.Path, BlueZNames.Adapter, new() { ["Pairable"] = false });
    }

    private Task<PairingOutcome> RunAsync(Func<CancellationToken, Task<int?>> passkey)
    {
        Prepare();
        return PairAsync(Address, passkey);
    }

    private Task<PairingOutcome> PairAsync(string address, Func<CancellationToken, Task<int?>> passkey, CancellationToken cancellationToken = default) =>
        new BlueZPairing(new BlueZOptions { BusAddress = World.Bus.Address }, _clock).PairAsync(
            address,
            token =>
            {
                _asked++;
                return passkey(token);
            },
            _steps.Add,
            cancellationToken);

    private async Task FailsAsync(Func<CancellationToken, Task<int?>> passkey, LinkLossReason reason, string detail)
    {
        var fault = (await Assert.ThrowsAsync<LinkException>(() => RunAsync(passkey))).Fault;

        Assert.Equal(reason, fault.Reason);
        Assert.StartsWith(detail, fault.Detail, StringComparison.Ordinal);
        Assert.NotNull(fault.Advice);
    }

    private void AssertLeftAsItWas()
    {
        Assert.Empty(_agents.All);
        Assert.False(BlueZ.Get(Adapter.Path, BlueZNames.Adapter, "Pairable").GetBool());
    }
}
