using O2X.Links.BlueZ.Tests.DBus;
using O2X.Links.BlueZ.Tests.Fakes;
using O2X.Simulator;

namespace O2X.Links.BlueZ.Tests.Central;

/// <summary>A private bus with a fake BlueZ, one adapter and one car, in real time.</summary>
internal sealed class BlueZWorld : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private BlueZWorld(PrivateBus bus, FakeBlueZ blueZ)
    {
        Bus = bus;
        BlueZ = blueZ;
        Adapter = new FakeAdapter(blueZ, World.Radio);
    }

    public PrivateBus Bus { get; }

    public FakeBlueZ BlueZ { get; private set; }

    public FakeAdapter Adapter { get; private set; }

    public SimulatedWorld World { get; } = new(TimeProvider.System);

    /// <summary>How much is open on BlueZ's side and in the air.</summary>
    public int Open => (Adapter.IsDiscovering ? 1 : 0) + Adapter.OpenLinks + World.Radio.OpenLinks + World.Radio.RunningScans;

    public static async Task<BlueZWorld> StartAsync()
    {
        var bus = await PrivateBus.StartAsync();
        return new BlueZWorld(bus, await FakeBlueZ.StartAsync(bus.Address));
    }

    /// <summary>Waits until something is so; signals of the world come in between.</summary>
    public static async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        while (!isSo()) Assert.True(await look.WaitForNextTickAsync(patience.Token));
    }

    public BlueZTransport OpenTransport(string? adapter = null, TimeProvider? clock = null) =>
        new(new BlueZOptions { BusAddress = Bus.Address, Adapter = adapter }, clock);

    /// <summary>bluetoothd ends, and with it its objects.</summary>
    public async Task StopBlueZAsync()
    {
        Adapter.Power(false);
        await BlueZ.DisposeAsync();
    }

    /// <summary>bluetoothd comes back.</summary>
    public async Task StartBlueZAsync()
    {
        BlueZ = await FakeBlueZ.StartAsync(Bus.Address);
        Adapter = new FakeAdapter(BlueZ, World.Radio);
    }

    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        await BlueZ.DisposeAsync();
        await Bus.DisposeAsync();
    }
}
