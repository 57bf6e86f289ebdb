using System.Security;

namespace O2X.Links.InTheHand;

/// <summary>What the exceptions of the stacks mean. Windows tells by number, the others by type or not at all.</summary>
internal static class StackFaults
{
    // HRESULTs of Windows: facility 0x65 holds the error codes of the attribute protocol.
    private const int AttributeError = unchecked((int)0x80650000);
    private const int DeviceNotAvailable = unchecked((int)0x800710DF);
    private const int ObjectClosed = unchecked((int)0x80000013);
    private const int ConnectionLimit = unchecked((int)0x800704D6);

    /// <summary>The fault that an exception stands for.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="what">What was tried, to begin a sentence with.</param>
    public static LinkFault Of(Exception exception, string what) => exception switch
    {
        LinkException link => link.Fault,
        SecurityException or UnauthorizedAccessException => NotPermitted,
        NotSupportedException => new LinkFault(LinkLossReason.NotSupported, $"{what} is not supported: {exception.Message}"),
        TimeoutException => new LinkFault(LinkLossReason.ConnectTimeout, $"{what} took too long."),
        OperationCanceledException => new LinkFault(LinkLossReason.ConnectTimeout, $"{what} was given up by the system."),
        ObjectDisposedException => new LinkFault(LinkLossReason.LinkLoss, $"{what} failed: the connection is closed."),
        _ => OfNumber(exception, what),
    };

    public static LinkFault NotPermitted { get; } = new(
        LinkLossReason.PermissionMissing, "This app may not use Bluetooth.", "Allow the app to use Bluetooth in the system's settings.");

    private static LinkFault OfNumber(Exception exception, string what)
    {
        var code = exception.HResult;
        var reason = (code & 0xFFFF0000) == unchecked((uint)AttributeError) ? ReasonOf(code & 0xFF) : code switch
        {
            DeviceNotAvailable => LinkLossReason.AdapterOff,
            ObjectClosed => LinkLossReason.LinkLoss,
            ConnectionLimit => LinkLossReason.OutOfSlots,
            _ => LinkLossReason.Unknown,
        };
        return new LinkFault(reason, $"{what} failed: {exception.GetType().Name}: {exception.Message}", Code: code);
    }

    // Bluetooth Core Specification, volume 3, part F, 3.4.1.1.
    private static LinkLossReason ReasonOf(int attributeError) => attributeError switch
    {
        0x02 or 0x03 or 0x06 or 0x0A => LinkLossReason.NotSupported,
        0x05 or 0x08 or 0x0C or 0x0F => LinkLossReason.Authentication,
        _ => LinkLossReason.ProtocolError,
    };
}
