using System.Globalization;
using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Central;

/// <summary>What BlueZ's errors mean, and what to do about them. Pure.</summary>
internal static class BlueZFaults
{
    /// <summary>Of the attribute protocol: there is no attribute with that handle.</summary>
    public const int InvalidHandle = 0x01;

    private const string LocalReason = "org.bluez.Reason.Local";
    private const string AttError = "ATT error: 0x";
    private const string Pair = "Pair with it: o2x pair ADDRESS.";

    /// <summary>Why nothing can be done in a state.</summary>
    public static LinkFault Of(TransportState state) => new(
        state.Availability == Availability.NoPermission ? LinkLossReason.PermissionMissing : LinkLossReason.AdapterOff, state.Detail, state.Advice);

    /// <summary>Why a call of BlueZ failed.</summary>
    /// <param name="problem">What was thrown.</param>
    /// <param name="doing">What was attempted: "connecting", "reading 49c20002…".</param>
    public static LinkFault Of(Exception problem, string doing) => problem switch
    {
        DBusException error => Of(error, doing),
        LinkException { Fault: var fault } => fault,
        TimeoutException => new(LinkLossReason.ConnectTimeout, $"BlueZ did not answer in time ({doing})."),
        DBusConnectionClosedException => new(LinkLossReason.AdapterOff, "The connection to the system's D-Bus was lost."),
        _ => new(LinkLossReason.Unknown, $"BlueZ answered something unexpected ({doing}): {problem.Message}"),
    };

    /// <summary>Why BlueZ says that a device was disconnected (5.82 and later); where it says nothing, nobody knows.</summary>
    /// <param name="name">The name of the reason; null: none was told.</param>
    /// <param name="message">BlueZ's own words.</param>
    public static LinkFault OfDisconnect(string? name, string? message) => name switch
    {
        "org.bluez.Reason.Timeout" => new(LinkLossReason.LinkLoss, "The radio link was lost."),
        "org.bluez.Reason.Remote" => new(LinkLossReason.PeerTerminated, "The dongle closed the link."),
        LocalReason => new(LinkLossReason.LinkLoss, "Another program of this machine closed the link."),
        "org.bluez.Reason.Authentication" => new(LinkLossReason.Authentication, "The link was closed for want of a valid pairing.", Pair),
        "org.bluez.Reason.Suspend" => new(LinkLossReason.LinkLoss, "The machine went to sleep."),
        _ => new(LinkLossReason.Unknown, message is null or "" ? "The link was lost; this version of BlueZ does not say why." : $"The link was lost: {message}"),
    };

    /// <summary>Whether BlueZ says the same of a device when its adapter is switched off, or says nothing.</summary>
    /// <param name="name">The name of the reason; null: none was told.</param>
    public static bool MayBeOfAdapter(string? name) => name is null or LocalReason or "org.bluez.Reason.Unknown";

    /// <summary>Whether a failure shows that BlueZ remembers handles that the device does not have.</summary>
    public static bool ShowsStaleCache(LinkFault fault) => fault.Code == InvalidHandle;

    private static LinkFault Of(DBusException error, string doing) => error.ErrorName switch
    {
        DBusErrors.AccessDenied => new(LinkLossReason.PermissionMissing, "This user may not use Bluetooth.", "sudo usermod -aG bluetooth $USER, and log in anew."),
        DBusErrors.ServiceUnknown or DBusErrors.NameHasNoOwner or DBusErrors.NoReply =>
            new(LinkLossReason.AdapterOff, "bluetoothd ended."),
        DBusErrors.UnknownObject or DBusErrors.UnknownMethod =>
            new(LinkLossReason.LinkLoss, $"BlueZ does not know the device any more ({doing})."),
        BlueZErrors.NotReady => new(LinkLossReason.AdapterOff, "The adapter is off."),
        BlueZErrors.NotConnected => new(LinkLossReason.LinkLoss, $"The link was lost ({doing})."),
        BlueZErrors.InProgress or BlueZErrors.Busy => new(LinkLossReason.Unknown, $"BlueZ is busy with the device ({doing}); another program may be using it."),
        BlueZErrors.NotAuthorized or BlueZErrors.AuthenticationFailed or BlueZErrors.AuthenticationRejected
            or BlueZErrors.AuthenticationCanceled or BlueZErrors.AuthenticationTimeout => Unpaired(doing),
        BlueZErrors.NotPermitted when error.ErrorMessage.Contains("paired", StringComparison.OrdinalIgnoreCase) => Unpaired(doing),
        BlueZErrors.NotPermitted or BlueZErrors.NotSupported => new(LinkLossReason.NotSupported, $"The dongle does not allow it ({doing}): {error.ErrorMessage}."),
        BlueZErrors.ConnectionAttemptFailed => new(LinkLossReason.ConnectTimeout, $"The dongle did not answer ({doing})."),
        BlueZErrors.Failed => OfFailed(error.ErrorMessage, doing),
        _ => new(LinkLossReason.Unknown, $"BlueZ refused ({doing}): {error.ErrorName}: {error.ErrorMessage}"),
    };

    private static LinkFault OfFailed(string message, string doing)
    {
        if (AttCodeOf(message) is { } code)
            return new(LinkLossReason.ProtocolError, $"The dongle refused ({doing}): ATT error 0x{code:X2}.", Code: code);

        var reason = Words(message) switch
        {
            "le-connection-abort-by-remote" or "le-connection-refused" => LinkLossReason.PeerTerminated,
            "le-connection-timeout" => LinkLossReason.ConnectTimeout,
            "le-connection-concurrent-connection-limit" or "le-connection-memory-allocation" => LinkLossReason.OutOfSlots,
            "le-connection-adapter-not-powered" => LinkLossReason.AdapterOff,
            "le-connection-not-supported" => LinkLossReason.NotSupported,
            "not-connected" => LinkLossReason.LinkLoss,
            _ => LinkLossReason.Unknown,
        };
        return new(reason, $"BlueZ failed ({doing}): {message}");
    }

    private static string Words(string message) => message.Trim().ToLowerInvariant().Replace(' ', '-');

    private static int? AttCodeOf(string message)
    {
        var at = message.IndexOf(AttError, StringComparison.Ordinal);
        return at >= 0 && message.Length >= at + AttError.Length + 2
            && int.TryParse(message.AsSpan(at + AttError.Length, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code)
                ? code
                : null;
    }

    private static LinkFault Unpaired(string doing) => new(LinkLossReason.Authentication, $"The dongle wants to be paired with first ({doing}).", Pair);
}
