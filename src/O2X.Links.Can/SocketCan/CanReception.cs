using System.Net.Sockets;
using O2X.Links.Time;
using O2X.Vehicles.Can;

namespace O2X.Links.Can.SocketCan;

/// <summary>Takes what one socket receives; called by one thread at a time.</summary>
internal interface ICanReceiver
{
    void OnFrame(ReadOnlySpan<byte> frame, long timestamp);

    void OnEnded(LinkFault fault);
}

/// <summary>Reads one socket until it is disposed of or fails. Allocates nothing for a frame.</summary>
internal sealed class CanReception : IAsyncDisposable
{
    private readonly CanSocket _socket;
    private readonly TimeProvider _clock;
    private readonly string _interfaceName;
    private readonly ICanReceiver _receiver;
    private readonly Func<Task>? _failed;
    private readonly Task _reading;
    private volatile bool _disposed;

    /// <summary>Begins to read.</summary>
    /// <param name="socket">The socket; from now on the reception's.</param>
    /// <param name="clock">What frames are stamped with.</param>
    /// <param name="interfaceName">The interface, for what is told of a failure.</param>
    /// <param name="receiver">Takes the frames and the end.</param>
    /// <param name="failed">Awaited when the socket has failed, before the receiver is told.</param>
    public CanReception(CanSocket socket, TimeProvider clock, string interfaceName, ICanReceiver receiver, Func<Task>? failed)
    {
        _socket = socket;
        _clock = clock;
        _interfaceName = interfaceName;
        _receiver = receiver;
        _failed = failed;
        // On the pool, because a busy bus would keep the caller in here.
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>Ends the reading at once, also when the bus is silent; afterwards the receiver is not called any more.</summary>
    public ValueTask DisposeAsync()
    {
        _disposed = true;
        _socket.Dispose();
        return new ValueTask(_reading);
    }

    private async Task ReadAsync()
    {
        var frame = new byte[CanFrame.Size];
        try
        {
            while (!_disposed)
            {
                var length = await _socket.ReceiveAsync(frame).ConfigureAwait(false);
                if (length == CanFrame.Size && !_disposed) _receiver.OnFrame(frame, _clock.GetTicks());
            }
        }
        catch (Exception e) when (_disposed && e is SocketException or ObjectDisposedException)
        {
            // Disposing of the socket is how the reading is ended.
        }
        catch (SocketException e)
        {
            if (_failed is not null) await _failed().ConfigureAwait(false);
            _receiver.OnEnded(CanFaults.Of(e, _interfaceName));
        }
    }
}
