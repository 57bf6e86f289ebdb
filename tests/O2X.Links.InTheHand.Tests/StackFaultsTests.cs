using System.Security;

namespace O2X.Links.InTheHand.Tests;

public class StackFaultsTests
{
    [Theory]
    [InlineData(0x80650005, LinkLossReason.Authentication)]
    [InlineData(0x8065000F, LinkLossReason.Authentication)]
    [InlineData(0x80650002, LinkLossReason.NotSupported)]
    [InlineData(0x8065000E, LinkLossReason.ProtocolError)]
    [InlineData(0x800710DF, LinkLossReason.AdapterOff)]
    [InlineData(0x80000013, LinkLossReason.LinkLoss)]
    [InlineData(0x800704D6, LinkLossReason.OutOfSlots)]
    [InlineData(0x80004005, LinkLossReason.Unknown)]
    public void Knows_the_numbers_of_Windows(uint number, LinkLossReason reason)
    {
        var fault = StackFaults.Of(new Numbered(unchecked((int)number)), "Reading");

        Assert.Equal((reason, (int?)unchecked((int)number)), (fault.Reason, fault.Code));
        Assert.StartsWith("Reading failed: Numbered: ", fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Knows_the_types_of_the_others()
    {
        Assert.Equal(LinkLossReason.PermissionMissing, Of(new SecurityException()));
        Assert.Equal(LinkLossReason.PermissionMissing, Of(new UnauthorizedAccessException()));
        Assert.Equal(LinkLossReason.NotSupported, Of(new PlatformNotSupportedException()));
        Assert.Equal(LinkLossReason.ConnectTimeout, Of(new OperationCanceledException()));
        Assert.Equal(LinkLossReason.ConnectTimeout, Of(new TimeoutException()));
        Assert.Equal(LinkLossReason.LinkLoss, Of(new ObjectDisposedException("device")));
        Assert.Equal(LinkLossReason.WrongVehicle, Of(new LinkException(LinkLossReason.WrongVehicle)));
    }

    private static LinkLossReason Of(Exception exception) => StackFaults.Of(exception, "Reading").Reason;

    private sealed class Numbered : Exception
    {
        public Numbered(int number) => HResult = number;
    }
}
