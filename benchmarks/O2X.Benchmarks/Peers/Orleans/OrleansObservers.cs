using O2X.Benchmarks.Measurement;

namespace O2X.Benchmarks.Peers.Orleans;

/// <summary>
/// A grain with observers, all calls one-way, which its documentation gives for notifications that nobody waits for. What is under way is
/// bounded, because a long queue of one grain makes each call dearer, and a call that waits too long is dropped; the bound is the one that
/// was fastest with 1, 10 and 100 observers.
/// </summary>
internal sealed class OrleansObservers : IPipeline
{
    private readonly OrleansSilo _silo;
    private readonly VehicleSubscription[] _subscriptions;
    private readonly IVehicleGrain _grain;
    private readonly Window _window;

    private OrleansObservers(OrleansSilo silo, IVehicleGrain grain, VehicleSubscription[] subscriptions)
    {
        _silo = silo;
        _grain = grain;
        _subscriptions = subscriptions;
        Tallies = [.. subscriptions.Select(subscription => subscription.Tally)];
        _window = new Window(Tallies, Math.Clamp(1024 / subscriptions.Length, 16, 256));
    }

    public static Contender Contender { get; } = new("Orleans grain and observers, one-way", async subscribers => await StartAsync(subscribers));

    public IReadOnlyList<Tally> Tallies { get; }

    public void Write(byte[] packet, long timestamp)
    {
        _window.Enter();
        _ = _grain.PostAsync(new PacketCall(packet, timestamp));
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        GC.KeepAlive(_subscriptions);
    }

    private static async Task<OrleansObservers> StartAsync(int subscribers)
    {
        var silo = await OrleansSilo.StartAsync(withStreams: false);
        var grain = silo.Client.GetGrain<IVehicleGrain>(0);
        return new OrleansObservers(silo, grain, await VehicleSubscription.SubscribeAsync(silo.Client, grain, subscribers));
    }
}
