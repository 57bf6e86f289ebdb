using System.Reactive.Subjects;
using System.Threading.Channels;
using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Dsl;
using O2X.Benchmarks.Measurement;
using O2X.Vehicles;

namespace O2X.Benchmarks.Peers;

/// <summary>
/// The fastest stream of states that loses nothing: a ChannelSource, which its documentation gives for feeding a stream from outside with
/// back-pressure, stages fused into one actor, and a Subject told in the sink (a queue whose offers are not awaited, an observable sink and
/// a BroadcastHub were slower). Packets are objects, because each stage would box a value.
/// </summary>
internal sealed class AkkaStreams : IPipeline
{
    private readonly ActorSystem _system = ActorSystem.Create("streams", "akka.loglevel = WARNING");
    private readonly ChannelWriter<PacketMessage> _packets;

    private AkkaStreams(int subscribers)
    {
        Tallies = [.. Enumerable.Range(0, subscribers).Select(_ => new Tally())];
        var updates = new Subject<VehicleSnapshot>();
        foreach (var tally in Tallies) updates.Subscribe(tally);
        var decoder = new PacketDecoder();
        _packets = ChannelSource.Create<PacketMessage>(Window.Packets, singleWriter: true, BoundedChannelFullMode.Wait)
            .Where(packet => decoder.Accept(packet.Bytes, packet.Timestamp))
            .Select(_ => decoder.State)
            .To(Sink.ForEach<VehicleSnapshot>(updates.OnNext))
            .Run(_system.Materializer());
    }

    public static Contender Contender { get; } = new("Akka.Streams from a channel", subscribers => Task.FromResult<IPipeline>(new AkkaStreams(subscribers)));

    public IReadOnlyList<Tally> Tallies { get; }

    public void Write(byte[] packet, long timestamp)
    {
        var item = new PacketMessage(packet, timestamp);
        if (!_packets.TryWrite(item)) _packets.WriteAsync(item).AsTask().GetAwaiter().GetResult();
    }

    public async ValueTask DisposeAsync()
    {
        _packets.Complete();
        await _system.Terminate();
    }
}
