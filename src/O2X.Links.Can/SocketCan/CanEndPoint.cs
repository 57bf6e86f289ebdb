using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace O2X.Links.Can.SocketCan;

/// <summary>An interface by its index, as the kernel's <c>sockaddr_can</c>.</summary>
internal sealed class CanEndPoint(int interfaceIndex) : EndPoint
{
    private const int Size = 24;
    private const int IndexOffset = 4;

    public override AddressFamily AddressFamily => AddressFamily.ControllerAreaNetwork;

    public override SocketAddress Serialize()
    {
        var address = new SocketAddress(AddressFamily, Size);
        BinaryPrimitives.WriteInt32LittleEndian(address.Buffer.Span[IndexOffset..], interfaceIndex);
        return address;
    }

    public override EndPoint Create(SocketAddress socketAddress) =>
        new CanEndPoint(BinaryPrimitives.ReadInt32LittleEndian(socketAddress.Buffer.Span[IndexOffset..]));
}
