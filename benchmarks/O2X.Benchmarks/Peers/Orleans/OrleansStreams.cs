using System.Threading.Channels;
using O2X.Benchmarks.Measurement;
using Orleans;
using Orleans.Streams;

namespace O2X.Benchmarks.Peers.Orleans;

/// <summary>
/// A grain that publishes to a memory stream, one subscription each. In batches on the whole way, which its interfaces offer beside single
/// elements: a batch is what has come in meanwhile. What is under way is bounded, because a memory queue throws when it is full.
/// </summary>
internal sealed class OrleansStreams : IPipeline
{
    private const int UnderWay = 8192;
    private const int Batch = 64;

    private readonly Channel<PacketCall> _packets = Channel.CreateUnbounded<PacketCall>(
        new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    private readonly OrleansSilo _silo;
    private readonly Window _window;
    private readonly Task _publishing;

    private OrleansStreams(OrleansSilo silo, IReadOnlyList<Tally> tallies)
    {
        _silo = silo;
        Tallies = tallies;
        _window = new Window(tallies, UnderWay);
        _publishing = Task.Run(() => PublishAsync(silo.Client.GetGrain<IVehicleGrain>(0)));
    }

    public static Contender Contender { get; } = new("Orleans grain and memory stream", async subscribers => await StartAsync(subscribers));

    public IReadOnlyList<Tally> Tallies { get; }

    public void Write(byte[] packet, long timestamp)
    {
        _window.Enter();
        _packets.Writer.TryWrite(new PacketCall(packet, timestamp));
    }

    public async ValueTask DisposeAsync()
    {
        _packets.Writer.TryComplete();
        await _publishing;
        await _silo.DisposeAsync();
    }

    private static async Task<OrleansStreams> StartAsync(int subscribers)
    {
        var silo = await OrleansSilo.StartAsync(withStreams: true);
        var stream = silo.Client.GetStreamProvider(OrleansSilo.Streams).GetStream<VehicleUpdate>(OrleansSilo.Updates);
        var tallies = new Tally[subscribers];
        for (var i = 0; i < subscribers; i++)
        {
            var tally = tallies[i] = new Tally();
            await stream.SubscribeAsync(updates =>
            {
                foreach (var update in updates) tally.OnNext(update.Item.State);
                return Task.CompletedTask;
            });
        }

        return new OrleansStreams(silo, tallies);
    }

    private async Task PublishAsync(IVehicleGrain grain)
    {
        while (await _packets.Reader.WaitToReadAsync())
        {
            var batch = new List<PacketCall>(Batch);
            while (batch.Count < Batch && _packets.Reader.TryRead(out var packet)) batch.Add(packet);
            await grain.PublishAsync(batch);
        }
    }
}
