using O2X.Benchmarks.Measurement;

namespace O2X.Benchmarks.Peers.Orleans;

/// <summary>
/// A grain with observers as its documentation writes calls by default: each is awaited, by the writer as by the grain, and ends when each
/// observer has been told.
/// </summary>
internal sealed class OrleansObserversAwaited : IPipeline
{
    private readonly OrleansSilo _silo;
    private readonly VehicleSubscription[] _subscriptions;
    private readonly AwaitedWriter _writer;

    private OrleansObserversAwaited(OrleansSilo silo, IVehicleGrain grain, VehicleSubscription[] subscriptions)
    {
        _silo = silo;
        _subscriptions = subscriptions;
        Tallies = [.. subscriptions.Select(subscription => subscription.Tally)];
        _writer = new AwaitedWriter(packet => new ValueTask(grain.AcceptAsync(new PacketCall(packet.Bytes, packet.Timestamp))));
    }

    public static Contender Contender { get; } = new("Orleans grain and observers, awaited", async subscribers => await StartAsync(subscribers));

    public IReadOnlyList<Tally> Tallies { get; }

    public void Write(byte[] packet, long timestamp) => _writer.Write(packet, timestamp);

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _silo.DisposeAsync();
        GC.KeepAlive(_subscriptions);
    }

    private static async Task<OrleansObserversAwaited> StartAsync(int subscribers)
    {
        var silo = await OrleansSilo.StartAsync(withStreams: false);
        var grain = silo.Client.GetGrain<IVehicleGrain>(0);
        return new OrleansObserversAwaited(silo, grain, await VehicleSubscription.SubscribeAsync(silo.Client, grain, subscribers));
    }
}
