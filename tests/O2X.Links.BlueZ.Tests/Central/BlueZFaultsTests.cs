using O2X.Links.BlueZ.Central;
using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Tests.Central;

public sealed class BlueZFaultsTests
{
    [Theory]
    [InlineData("org.freedesktop.DBus.Error.AccessDenied", "Rejected send message", LinkLossReason.PermissionMissing)]
    [InlineData("org.freedesktop.DBus.Error.ServiceUnknown", "The name is not activatable", LinkLossReason.AdapterOff)]
    [InlineData("org.freedesktop.DBus.Error.NoReply", "Message recipient disconnected", LinkLossReason.AdapterOff)]
    [InlineData("org.freedesktop.DBus.Error.UnknownObject", "Method doesn't exist", LinkLossReason.LinkLoss)]
    [InlineData("org.bluez.Error.NotReady", "Resource Not Ready", LinkLossReason.AdapterOff)]
    [InlineData("org.bluez.Error.NotConnected", "Not Connected", LinkLossReason.LinkLoss)]
    [InlineData("org.bluez.Error.InProgress", "Operation already in progress", LinkLossReason.Unknown)]
    [InlineData("org.bluez.Error.NotAuthorized", "Operation Not Authorized", LinkLossReason.Authentication)]
    [InlineData("org.bluez.Error.NotPermitted", "Not paired", LinkLossReason.Authentication)]
    [InlineData("org.bluez.Error.NotPermitted", "Read not permitted", LinkLossReason.NotSupported)]
    [InlineData("org.bluez.Error.NotSupported", "Operation is not supported", LinkLossReason.NotSupported)]
    [InlineData("org.bluez.Error.AuthenticationFailed", "Authentication Failed", LinkLossReason.Authentication)]
    [InlineData("org.bluez.Error.ConnectionAttemptFailed", "Page Timeout", LinkLossReason.ConnectTimeout)]
    [InlineData("org.bluez.Error.Failed", "le-connection-abort-by-remote", LinkLossReason.PeerTerminated)]
    [InlineData("org.bluez.Error.Failed", "le-connection-refused", LinkLossReason.PeerTerminated)]
    [InlineData("org.bluez.Error.Failed", "le-connection-timeout", LinkLossReason.ConnectTimeout)]
    [InlineData("org.bluez.Error.Failed", "le-connection-concurrent-connection-limit", LinkLossReason.OutOfSlots)]
    [InlineData("org.bluez.Error.Failed", "le-connection-memory-allocation", LinkLossReason.OutOfSlots)]
    [InlineData("org.bluez.Error.Failed", "le-connection-adapter-not-powered", LinkLossReason.AdapterOff)]
    [InlineData("org.bluez.Error.Failed", "le-connection-abort-by-local", LinkLossReason.Unknown)]
    [InlineData("org.bluez.Error.Failed", "Not connected", LinkLossReason.LinkLoss)]
    [InlineData("org.example.Error.Strange", "", LinkLossReason.Unknown)]
    public void Names_the_reason_of_an_error(string name, string message, LinkLossReason reason)
    {
        var fault = BlueZFaults.Of(new DBusException(name, message), "connecting");

        Assert.Equal(reason, fault.Reason);
        Assert.NotNull(fault.Detail);
    }

    [Theory]
    [InlineData("Operation failed with ATT error: 0x01", 0x01, true)]
    [InlineData("Operation failed with ATT error: 0x0e", 0x0E, false)]
    [InlineData("Operation failed with ATT error: 0x", null, false)]
    [InlineData("Operation failed with ATT error: 0xzz", null, false)]
    public void Reads_the_code_of_the_attribute_protocol(string message, int? code, bool showsStaleCache)
    {
        var fault = BlueZFaults.Of(new DBusException("org.bluez.Error.Failed", message), "reading");

        Assert.Equal(code, fault.Code);
        Assert.Equal(code is null ? LinkLossReason.Unknown : LinkLossReason.ProtocolError, fault.Reason);
        Assert.Equal(showsStaleCache, BlueZFaults.ShowsStaleCache(fault));
    }

    [Theory]
    [InlineData("org.bluez.Reason.Timeout", LinkLossReason.LinkLoss)]
    [InlineData("org.bluez.Reason.Remote", LinkLossReason.PeerTerminated)]
    [InlineData("org.bluez.Reason.Local", LinkLossReason.LinkLoss)]
    [InlineData("org.bluez.Reason.Authentication", LinkLossReason.Authentication)]
    [InlineData("org.bluez.Reason.Suspend", LinkLossReason.LinkLoss)]
    [InlineData("org.bluez.Reason.Unknown", LinkLossReason.Unknown)]
    [InlineData(null, LinkLossReason.Unknown)]
    public void Names_the_reason_of_a_disconnect(string? name, LinkLossReason reason) =>
        Assert.Equal(reason, BlueZFaults.OfDisconnect(name, "words").Reason);

    [Fact]
    public void Names_the_reason_where_BlueZ_gave_none()
    {
        Assert.Equal(LinkLossReason.ConnectTimeout, BlueZFaults.Of(new TimeoutException(), "connecting").Reason);
        Assert.Equal(LinkLossReason.AdapterOff, BlueZFaults.Of(new DBusConnectionClosedException("gone"), "connecting").Reason);
        Assert.Equal(LinkLossReason.OutOfSlots, BlueZFaults.Of(new LinkException(LinkLossReason.OutOfSlots), "connecting").Reason);
        Assert.Equal(LinkLossReason.Unknown, BlueZFaults.Of(new DBusProtocolException("odd"), "connecting").Reason);
    }
}
