using System.Reactive.Subjects;
using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Dsl;
using O2X.Benchmarks.Measurement;
using O2X.Vehicles;

namespace O2X.Benchmarks.Peers;

/// <summary>
/// The stream as its documentation shows it: Source.Queue with back-pressure, where each offer is awaited before the next is made.
/// </summary>
internal sealed class AkkaStreamsAwaited : IPipeline
{
    private readonly ActorSystem _system = ActorSystem.Create("streams", "akka.loglevel = WARNING");
    private readonly ISourceQueueWithComplete<PacketMessage> _queue;
    private readonly AwaitedWriter _writer;

    private AkkaStreamsAwaited(int subscribers)
    {
        Tallies = [.. Enumerable.Range(0, subscribers).Select(_ => new Tally())];
        var updates = new Subject<VehicleSnapshot>();
        foreach (var tally in Tallies) updates.Subscribe(tally);
        var decoder = new PacketDecoder();
        _queue = Source.Queue<PacketMessage>(Window.Packets, OverflowStrategy.Backpressure)
            .Where(packet => decoder.Accept(packet.Bytes, packet.Timestamp))
            .Select(_ => decoder.State)
            .To(Sink.ForEach<VehicleSnapshot>(updates.OnNext))
            .Run(_system.Materializer());
        _writer = new AwaitedWriter(OfferAsync);
    }

    public static Contender Contender { get; } = new("Akka.Streams, each offer awaited", subscribers => Task.FromResult<IPipeline>(new AkkaStreamsAwaited(subscribers)));

    public IReadOnlyList<Tally> Tallies { get; }

    public void Write(byte[] packet, long timestamp) => _writer.Write(packet, timestamp);

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _queue.Complete();
        await _system.Terminate();
    }

    private async ValueTask OfferAsync(Packet packet)
    {
        var result = await _queue.OfferAsync(new PacketMessage(packet.Bytes, packet.Timestamp));
        if (result is not QueueOfferResult.Enqueued) throw new InvalidOperationException($"A packet was not taken: {result}.");
    }
}
