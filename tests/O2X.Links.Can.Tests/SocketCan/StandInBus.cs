using System.Net.Sockets;
using O2X.Links.Can.SocketCan;
using O2X.Vehicles.Can;

namespace O2X.Links.Can.Tests.SocketCan;

/// <summary>A local datagram socket in the place of a bus: what is put on it, one CAN socket receives.</summary>
internal sealed class StandInBus : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly Socket _sender = NewSocket();

    public StandInBus()
    {
        var receiver = NewSocket();
        receiver.Bind(new UnixDomainSocketEndPoint(_path));
        _sender.Connect(new UnixDomainSocketEndPoint(_path));
        Socket = new CanSocket(receiver);
    }

    public CanSocket Socket { get; }

    public void Put(CanFrame frame)
    {
        Span<byte> bytes = stackalloc byte[CanFrame.Size];
        frame.WriteTo(bytes);
        Put(bytes);
    }

    public void Put(ReadOnlySpan<byte> bytes) => _sender.Send(bytes);

    public void Dispose()
    {
        Socket.Dispose();
        _sender.Dispose();
        File.Delete(_path);
    }

    private static Socket NewSocket() => new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
}
