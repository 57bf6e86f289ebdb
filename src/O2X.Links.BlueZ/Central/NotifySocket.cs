using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace O2X.Links.BlueZ.Central;

/// <summary>
/// The socket over which BlueZ hands notifications on, one a packet, past the bus. It hangs up when the link is lost.
/// </summary>
/// <remarks>
/// A thread of its own waits in the kernel: a packet then wakes one thread and not the three of an asynchronous read, which cost more than
/// all that is done with it. There are two such threads a link, and an adapter carries a handful of links.
/// </remarks>
internal sealed partial class NotifySocket : IAsyncDisposable
{
    private const int GetFlags = 3;
    private const int SetFlags = 4;
    private const int NonBlocking = 0x800;
    private const int StackSize = 256 * 1024;

    private readonly Socket _socket;
    private readonly PacketReceiver _received;
    private readonly Action _hungUp;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
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
        // BlueZ hands over a socket that does not wait, and the class tells the kernel only of what it switched itself.
        socket.Blocking = true;
        if (Control(socket.SafeHandle, SetFlags, Control(socket.SafeHandle, GetFlags, 0) & ~NonBlocking) < 0) throw new SocketException(Marshal.GetLastPInvokeError());
        new Thread(Read, StackSize) { IsBackground = true, Name = nameof(NotifySocket) }.Start();
    }

    /// <summary>Takes one packet.</summary>
    internal delegate void PacketReceiver(ReadOnlySpan<byte> packet);

    /// <summary>Ends the reading at once; afterwards nobody is called any more.</summary>
    public ValueTask DisposeAsync()
    {
        _disposed = true;
        try
        {
            // Closing alone would not wake who waits.
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
        {
            // BlueZ has hung up, and nobody waits any more.
        }

        return new ValueTask(_ended.Task);
    }

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(SafeHandle socket, int command, int argument);

    private void Read()
    {
        // A value is never longer than this; a byte more shows that one was.
        Span<byte> packet = stackalloc byte[ILinkSink.MaxPacketLength + 1];
        int length;
        while ((length = _socket.Receive(packet, SocketFlags.None, out _)) > 0 && !_disposed) _received(packet[..length]);
        if (!_disposed) _hungUp();
        _socket.Dispose();
        _ended.SetResult();
    }
}
