using System.Net.Sockets;

namespace O2X.Links.Can.SocketCan;

/// <summary>What the kernel's errors mean, and what to do about them.</summary>
internal static class CanFaults
{
    private const string PermissionAdvice =
        "Allow this process AF_CAN sockets (in a systemd unit: RestrictAddressFamilies=AF_NETLINK AF_CAN).";

    private const string KernelAdvice = "sudo modprobe can_raw (where that fails, this kernel has no CAN support)";

    /// <summary>Why a socket on an interface could not be opened or ended.</summary>
    public static LinkFault Of(SocketException error, string interfaceName) => error.SocketErrorCode switch
    {
        SocketError.AccessDenied => Fault(LinkLossReason.PermissionMissing, error,
            $"This process may not listen to {interfaceName}.", PermissionAdvice),
        SocketError.NetworkDown => Fault(LinkLossReason.AdapterOff, error,
            $"The interface {interfaceName} went down.", $"sudo ip link set {interfaceName} up"),
        SocketError.AddressFamilyNotSupported or SocketError.ProtocolNotSupported => Fault(LinkLossReason.AdapterOff, error,
            $"This kernel cannot listen to {interfaceName}: it has no CAN sockets.", KernelAdvice),
        _ => Fault(LinkLossReason.AdapterOff, error,
            $"The interface {interfaceName} is gone, or its driver failed.",
            $"Plug the adapter in again; ip -details link show {interfaceName} tells what the kernel sees."),
    };

    /// <summary>Why nothing can be opened in a state.</summary>
    public static LinkFault Of(TransportState state) => new(
        state.Availability == Availability.NoPermission ? LinkLossReason.PermissionMissing : LinkLossReason.AdapterOff,
        state.Detail, state.Advice);

    /// <summary>What having no CAN sockets at all makes of the transport.</summary>
    public static TransportState Unusable(SocketException error, string interfaceName) => StateOf(Of(error, interfaceName), Availability.Absent);

    /// <summary>What having no word of the interfaces makes of the transport.</summary>
    public static TransportState Unwatchable(SocketException error, string interfaceName) => StateOf(
        Fault(error.SocketErrorCode == SocketError.AccessDenied ? LinkLossReason.PermissionMissing : LinkLossReason.AdapterOff, error,
            $"The kernel does not tell how {interfaceName} is set up (netlink: {error.Message}).",
            "Allow this process AF_NETLINK sockets (in a systemd unit: RestrictAddressFamilies=AF_NETLINK AF_CAN)."),
        Availability.Unsuitable);

    private static TransportState StateOf(LinkFault fault, Availability otherwise) => new(
        fault.Reason == LinkLossReason.PermissionMissing ? Availability.NoPermission : otherwise, fault.Detail, fault.Advice);

    // The runtime does not tell the numbers of errors that are rare on sockets, ENODEV among them, and gives a negative one.
    private static LinkFault Fault(LinkLossReason reason, SocketException error, string detail, string advice) =>
        new(reason, detail, advice, error.NativeErrorCode > 0 ? error.NativeErrorCode : null);
}
