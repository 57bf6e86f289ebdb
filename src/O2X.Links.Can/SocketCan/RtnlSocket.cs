using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace O2X.Links.Can.SocketCan;

/// <summary>
/// A socket to the kernel's register of network interfaces (rtnetlink). It can ask one thing, for the list of interfaces, and hears
/// of every change. The numbers are those of linux/netlink.h and linux/rtnetlink.h.
/// </summary>
internal sealed partial class RtnlSocket : IDisposable
{
    /// <summary>Holds the largest datagram that the kernel makes of a list (32 KiB).</summary>
    public const int MaxDatagram = 1 << 16;

    private const int NetlinkFamily = 16, RawCloseOnExec = 3 | 0x80000;
    private const int SolNetlink = 270, AddMembership = 1, LinkGroup = 1;
    private const ushort GetLink = 18, RequestDump = 0x301;
    private const int Eperm = 1, Eacces = 13, Eafnosupport = 97;
    private const int AnswerMilliseconds = 2000;

    private readonly Socket _socket;

    private RtnlSocket(Socket socket) => _socket = socket;

    /// <summary>Opens a socket that hears of changes from now on.</summary>
    /// <exception cref="SocketException">There is no rtnetlink here, or the process may not.</exception>
    public static RtnlSocket Open()
    {
        if (!OperatingSystem.IsLinux()) throw new SocketException((int)SocketError.AddressFamilyNotSupported);

        var handle = OpenSocket(NetlinkFamily, RawCloseOnExec, 0);
        if (handle < 0) throw new SocketException((int)ErrorOf(Marshal.GetLastPInvokeError()));

        var socket = new Socket(new SafeSocketHandle(handle, ownsHandle: true));
        try
        {
            Span<byte> group = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(group, LinkGroup);
            socket.SetRawSocketOption(SolNetlink, AddMembership, group);
            socket.ReceiveTimeout = AnswerMilliseconds;
            return new RtnlSocket(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Asks for the list of all interfaces.</summary>
    public void RequestList()
    {
        Span<byte> request = stackalloc byte[32];
        request.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(request, request.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(request[4..], GetLink);
        BinaryPrimitives.WriteUInt16LittleEndian(request[6..], RequestDump);
        _socket.Send(request);
    }

    /// <summary>Waits for a datagram, two seconds at most: for the answer to a request, which is there at once.</summary>
    public int Receive(Span<byte> buffer) => _socket.Receive(buffer);

    /// <summary>Waits for a datagram.</summary>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer) => _socket.ReceiveAsync(buffer);

    public void Dispose() => _socket.Dispose();

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int OpenSocket(int family, int type, int protocol);

    private static SocketError ErrorOf(int errno) => errno switch
    {
        Eperm or Eacces => SocketError.AccessDenied,
        Eafnosupport => SocketError.AddressFamilyNotSupported,
        _ => SocketError.SocketError,
    };
}
