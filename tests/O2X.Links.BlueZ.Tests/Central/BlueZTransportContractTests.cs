using O2X.Links.Profiles;
using O2X.TestKit.Links;

namespace O2X.Links.BlueZ.Tests.Central;

/// <summary>What every transport promises, held by BlueZ's on a real bus with a fake bluetoothd.</summary>
[Trait("Kind", "ble")]
public sealed class BlueZTransportContractTests : LinkTransportContract, IAsyncLifetime
{
    private static readonly TimeSpan _while = TimeSpan.FromMilliseconds(1200);

    private BlueZWorld _world = null!;
    private BlueZTransport _transport = null!;

    public async Task InitializeAsync()
    {
        _world = await BlueZWorld.StartAsync();
        _transport = _world.OpenTransport();
    }

    public async Task DisposeAsync()
    {
        await _transport.DisposeAsync();
        await _world.DisposeAsync();
    }

    protected override ILinkTransport Transport => _transport;

    protected override ILinkProfile Profile { get; } = new OpenLinkProfile();

    protected override int OpenResources => _transport.Open + _world.Open;

    protected override Task GoOnUntilAsync(Func<bool> isSo) => BlueZWorld.UntilAsync(isSo);

    protected override Task GoOnAsync() => Task.Delay(_while, TimeProvider.System);

    protected override Task SwitchOffAsync()
    {
        _world.Adapter.Power(false);
        return BlueZWorld.UntilAsync(() => _transport.Current.Availability == Availability.Off);
    }

    protected override Task SwitchOnAsync()
    {
        _world.Adapter.Power(true);
        return BlueZWorld.UntilAsync(() => _transport.Current.Availability == Availability.On);
    }
}
