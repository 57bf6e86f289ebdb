using System.Reactive.Subjects;
using System.Threading.Channels;
using O2X.Benchmarks.Measurement;
using O2X.Vehicles;

namespace O2X.Benchmarks.Peers;

/// <summary>
/// A channel of values with one writer and one reader, told so as its documentation advises; the reader takes all there is before it awaits
/// more, and tells a Subject. Bounded as it advises too, the writer waits while the channel is full; the unbounded one takes no lock.
/// </summary>
internal sealed class ChannelAndRx : IPipeline
{
    private readonly Channel<Packet> _packets;
    private readonly Window? _window;
    private readonly Subject<VehicleSnapshot> _updates = new();
    private readonly Task _reading;

    private ChannelAndRx(int subscribers, bool isBounded)
    {
        Tallies = [.. Enumerable.Range(0, subscribers).Select(_ => new Tally())];
        foreach (var tally in Tallies) _updates.Subscribe(tally);
        _packets = isBounded
            ? Channel.CreateBounded<Packet>(new BoundedChannelOptions(Window.Packets) { SingleReader = true, SingleWriter = true })
            : Channel.CreateUnbounded<Packet>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        if (!isBounded) _window = new Window(Tallies, Window.Packets);
        _reading = Task.Run(ReadAsync);
    }

    public static Contender Contender { get; } = new(
        "bounded channel and a Subject", subscribers => Task.FromResult<IPipeline>(new ChannelAndRx(subscribers, isBounded: true)));

    public static Contender Unbounded { get; } = new(
        "unbounded channel and a Subject", subscribers => Task.FromResult<IPipeline>(new ChannelAndRx(subscribers, isBounded: false)));

    public IReadOnlyList<Tally> Tallies { get; }

    public void Write(byte[] packet, long timestamp)
    {
        _window?.Enter();
        var item = new Packet(packet, timestamp);
        if (!_packets.Writer.TryWrite(item)) _packets.Writer.WriteAsync(item).AsTask().GetAwaiter().GetResult();
    }

    public async ValueTask DisposeAsync()
    {
        _packets.Writer.Complete();
        await _reading;
        _updates.Dispose();
    }

    private async Task ReadAsync()
    {
        var decoder = new PacketDecoder();
        while (await _packets.Reader.WaitToReadAsync())
        {
            while (_packets.Reader.TryRead(out var packet))
            {
                if (decoder.Accept(packet.Bytes, packet.Timestamp)) _updates.OnNext(decoder.State);
            }
        }
    }
}
