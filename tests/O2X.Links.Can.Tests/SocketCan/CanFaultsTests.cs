using System.Net.Sockets;
using O2X.Links.Can.SocketCan;

namespace O2X.Links.Can.Tests.SocketCan;

public sealed class CanFaultsTests
{
    [Theory]
    [InlineData(SocketError.AccessDenied, LinkLossReason.PermissionMissing, "RestrictAddressFamilies")]
    [InlineData(SocketError.NetworkDown, LinkLossReason.AdapterOff, "sudo ip link set can0 up")]
    [InlineData(SocketError.AddressFamilyNotSupported, LinkLossReason.AdapterOff, "modprobe can_raw")]
    [InlineData(SocketError.ProtocolNotSupported, LinkLossReason.AdapterOff, "modprobe can_raw")]
    [InlineData(SocketError.SocketError, LinkLossReason.AdapterOff, "ip -details link show can0")]
    public void Names_the_interface_and_what_to_do(SocketError error, LinkLossReason reason, string advice)
    {
        var fault = CanFaults.Of(new SocketException((int)error), "can0");

        Assert.Equal(reason, fault.Reason);
        Assert.Contains("can0", fault.Detail, StringComparison.Ordinal);
        Assert.Contains(advice, fault.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SocketError.NetworkDown, 100)]
    [InlineData(SocketError.SocketError, null)]
    public void Tells_the_number_of_the_error_where_it_is_known(SocketError error, int? code) =>
        Assert.Equal(code, CanFaults.Of(new SocketException((int)error), "can0").Code);

    [Theory]
    [InlineData(SocketError.AccessDenied, Availability.NoPermission)]
    [InlineData(SocketError.AddressFamilyNotSupported, Availability.Absent)]
    [InlineData(SocketError.ProtocolNotSupported, Availability.Absent)]
    public void Tells_what_having_no_can_sockets_means(SocketError error, Availability availability) =>
        Assert.Equal(availability, CanFaults.Unusable(new SocketException((int)error), "can0").Availability);

    [Theory]
    [InlineData(SocketError.AccessDenied, Availability.NoPermission)]
    [InlineData(SocketError.AddressFamilyNotSupported, Availability.Unsuitable)]
    public void Tells_what_having_no_netlink_means(SocketError error, Availability availability)
    {
        var state = CanFaults.Unwatchable(new SocketException((int)error), "can0");

        Assert.Equal(availability, state.Availability);
        Assert.Contains("can0", state.Detail, StringComparison.Ordinal);
        Assert.Contains("AF_NETLINK", state.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Availability.Absent, LinkLossReason.AdapterOff)]
    [InlineData(Availability.Off, LinkLossReason.AdapterOff)]
    [InlineData(Availability.Unsuitable, LinkLossReason.AdapterOff)]
    [InlineData(Availability.NoPermission, LinkLossReason.PermissionMissing)]
    public void Keeps_the_words_of_the_state(Availability availability, LinkLossReason reason) =>
        Assert.Equal(new LinkFault(reason, "detail", "advice"), CanFaults.Of(new TransportState(availability, "detail", "advice")));
}
