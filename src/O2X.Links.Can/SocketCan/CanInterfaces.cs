using System.Net.Sockets;

namespace O2X.Links.Can.SocketCan;

/// <summary>The CAN interfaces of this machine.</summary>
public static class CanInterfaces
{
    // Interfaces that come and go while they are listed spoil the list; it is not like them to do so for ever.
    private const int MostDatagrams = 1000;

    /// <summary>Lists them by name, with whether each may be listened to as it is set up. Needs no privilege, and opens nothing.</summary>
    /// <exception cref="LinkException">The kernel does not tell, or has no CAN at all; the fault says why, and what to do.</exception>
    public static IReadOnlyList<CanInterface> List()
    {
        try
        {
            var interfaces = Of(Links());
            if (interfaces.Count == 0 && CanSocket.Probe() is { } noCan) throw new LinkException(CanFaults.Of(noCan, "CAN interfaces"), noCan);
            return interfaces;
        }
        catch (SocketException e)
        {
            throw new LinkException(CanFaults.Of(CanFaults.Unwatchable(e, "a CAN interface")), e);
        }
    }

    /// <summary>The CAN interfaces among all.</summary>
    internal static IReadOnlyList<CanInterface> Of(IEnumerable<RtnlLink> links) =>
    [
        .. links
            .Where(link => link.IsCan && SocketCanOptions.IsInterfaceName(link.Name))
            .Select(link => new CanInterface(link.Name, InterfaceAssessment.Assess(new SocketCanOptions(link.Name), link))
            {
                IsVirtual = link.IsVirtual,
                IsListenOnly = link.IsListenOnly,
            })
            .OrderBy(found => found.Name, StringComparer.Ordinal),
    ];

    private static IEnumerable<RtnlLink> Links()
    {
        using var socket = RtnlSocket.Open();
        var (list, datagram) = (new InterfaceList(), new byte[RtnlSocket.MaxDatagram]);
        socket.RequestList();
        for (var i = 0; i < MostDatagrams; i++)
        {
            switch (list.Accept(datagram.AsSpan(0, socket.Receive(datagram))))
            {
                case ListProgress.Complete:
                    return list.Links;
                case ListProgress.Spoilt:
                    list = new InterfaceList();
                    socket.RequestList();
                    break;
                case ListProgress.Refused:
                    throw new SocketException((int)SocketError.AccessDenied);
            }
        }

        throw new SocketException((int)SocketError.TryAgain);
    }
}

/// <summary>A CAN interface.</summary>
/// <param name="Name">Its name: <c>can0</c>.</param>
/// <param name="State">Whether it may be listened to as it is set up, and if not, why and what to do.</param>
public sealed record CanInterface(string Name, TransportState State)
{
    /// <summary>Whether it is one without a controller (<c>vcan</c>, <c>vxcan</c>).</summary>
    public bool IsVirtual { get; init; }

    /// <summary>Whether its controller is in listen-only mode, and so cannot disturb the bus.</summary>
    public bool IsListenOnly { get; init; }
}
