using System.Reactive.Subjects;
using System.Threading.Channels;
using O2X.Benchmarks.Measurement;
using O2X.Vehicles;

namespace O2X.Benchmarks.Peers;

/// <summary>
/// A bounded channel of values with one writer and one reader, told so as its documentation advises; the reader takes all there is before
/// it awaits more, and tells a Subject. The writer waits while the channel is full.
/// </summary>
internal sealed class ChannelAndRx : IPipeline
{
    private readonly Channel<Packet> _packets = Channel.CreateBounded<Packet>(
        new BoundedChannelOptions(Window.Packets) { SingleReader = true, SingleWriter = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly Subject<VehicleSnapshot> _updates = new();
    private readonly Task _reading;

    private ChannelAndRx(int subscribers)
    {
        Tallies = [.. Enumerable.Range(0, subscribers).Select(_ => new Tally())];
        foreach (var tally in Tallies) _updates.Subscribe(tally);
        _reading = Task.Run(ReadAsync);
    }

    public static Contender Contender { get; } = new("bounded channel and a Subject", subscribers => Task.FromResult<IPipeline>(new ChannelAndRx(subscribers)));

    public IReadOnlyList<Tally> Tallies { get; }

    public void Write(byte[] packet, long timestamp)
    {
        var item = new Packet(packet, timestamp);
        var spin = new SpinWait();
        while (!_packets.Writer.TryWrite(item)) spin.SpinOnce(sleep1Threshold: -1);
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
