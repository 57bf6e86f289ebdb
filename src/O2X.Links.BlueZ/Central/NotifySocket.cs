using System.Net.Sockets;

namespace O2X.Links.BlueZ.Central;

/// <summary>
/// The socket over which BlueZ hands notifications on, one a packet, past the bus. It hangs up when the link is lost.
/// </summary>
internal sealed class NotifySocket : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly PacketReceiver _received;
    private readonly Action _hungUp;
    private readonly Task _reading;
    private volatile bool _disposed;

    /// <summary>Begins to read.</summary>
    /// <param name="socket">The socket; from now on this one's.</param>
    /// <param name="received">Takes each packet.</param>
    /// <param name="hungUp">Called once when BlueZ hangs up.</param>
    public NotifySocket(Socket socket, PacketReceiver received, Action hungUp)
    {
        _socket = socket;
        _received = received;
        _hungUp = hungUp;
        // On the pool, because a fast dongle would keep the caller in here.
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>Takes one packet.</summary>
    internal delegate void PacketReceiver(ReadOnlySpan<byte> packet);

    /// <summary>Ends the reading at once; afterwards nobody is called any more.</summary>
    public ValueTask DisposeAsync()
    {
        _disposed = true;
        _socket.Dispose();
        return new ValueTask(_reading);
    }

    private async Task ReadAsync()
    {
        // A value is never longer than this; a byte more shows that one was.
        var packet = new byte[ILinkSink.MaxPacketLength + 1];
        try
        {
            while (true)
            {
                var length = await _socket.ReceiveAsync(packet, SocketFlags.None).ConfigureAwait(false);
                if (_disposed) return;
                if (length == 0) break;
                _received(packet.AsSpan(0, length));
            }
        }
        catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
        {
            if (_disposed) return;
        }

        _hungUp();
    }
}
