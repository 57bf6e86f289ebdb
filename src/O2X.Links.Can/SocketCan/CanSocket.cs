using System.Net.Sockets;

namespace O2X.Links.Can.SocketCan;

/// <summary>
/// A raw CAN socket that can only receive: the socket does not leave this type, and this type has nothing to send with.
/// </summary>
internal sealed class CanSocket : IDisposable
{
    // A busy bus brings 4000 frames a second; the kernel's usual buffer holds some 250 and is doubled by this where it allows it.
    private const int ReceiveBuffer = 1 << 20;

    private readonly Socket _socket;

    internal CanSocket(Socket socket) => _socket = socket;

    /// <summary>Opens a socket on an interface; no frame that the filter rejects is ever received.</summary>
    /// <exception cref="SocketException">The kernel has no CAN, the process may not, or there is no such interface.</exception>
    public static CanSocket Open(int interfaceIndex, bool allIds)
    {
        var socket = NewSocket();
        try
        {
            if (!allIds) socket.SetRawSocketOption(CanAbi.SolCanRaw, CanAbi.CanRawFilter, CanFilter.KnownIds());
            socket.SetRawSocketOption(CanAbi.SolCanRaw, CanAbi.CanRawErrorFilter, CanFilter.AllErrors());
            socket.ReceiveBufferSize = ReceiveBuffer;
            socket.Bind(new CanEndPoint(interfaceIndex));
            return new CanSocket(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Tells whether this process can have CAN sockets at all: null, or why not.</summary>
    public static SocketException? Probe()
    {
        try
        {
            NewSocket().Dispose();
            return null;
        }
        catch (SocketException e)
        {
            return e;
        }
    }

    /// <summary>Waits for one frame.</summary>
    /// <returns>The number of bytes: 16 for a classic frame.</returns>
    /// <exception cref="SocketException">The interface went, or the socket was disposed of.</exception>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer) => _socket.ReceiveAsync(buffer);

    public void Dispose() => _socket.Dispose();

    private static Socket NewSocket() => new(AddressFamily.ControllerAreaNetwork, SocketType.Raw, ProtocolType.Raw);
}
