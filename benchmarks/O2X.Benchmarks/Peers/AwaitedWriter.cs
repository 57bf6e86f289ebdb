using System.Threading.Channels;

namespace O2X.Benchmarks.Peers;

/// <summary>
/// Awaits each call of a peer before it makes the next, as asynchronous code does. It takes packets from a bounded channel, as a thread
/// that blocks for each call would cost more than the call.
/// </summary>
internal sealed class AwaitedWriter : IAsyncDisposable
{
    private readonly Channel<Packet> _packets = Channel.CreateBounded<Packet>(
        new BoundedChannelOptions(Window.Packets) { SingleReader = true, SingleWriter = true });

    private readonly Task _writing;

    public AwaitedWriter(Func<Packet, ValueTask> write) => _writing = Task.Run(() => WriteAsync(write));

    public void Write(byte[] packet, long timestamp)
    {
        var item = new Packet(packet, timestamp);
        if (!_packets.Writer.TryWrite(item)) _packets.Writer.WriteAsync(item).AsTask().GetAwaiter().GetResult();
    }

    public async ValueTask DisposeAsync()
    {
        _packets.Writer.TryComplete();
        await _writing;
    }

    private async Task WriteAsync(Func<Packet, ValueTask> write)
    {
        try
        {
            await foreach (var packet in _packets.Reader.ReadAllAsync()) await write(packet);
        }
        catch (Exception error)
        {
            // The next write throws it.
            _packets.Writer.TryComplete(error);
            throw;
        }
    }
}
