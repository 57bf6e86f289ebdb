namespace O2X.Links.BlueZ.Bus;

/// <summary>The errors of the bus and of BlueZ that are answered differently from others.</summary>
internal static class DBusErrors
{
    public const string AccessDenied = "org.freedesktop.DBus.Error.AccessDenied";
    public const string ServiceUnknown = "org.freedesktop.DBus.Error.ServiceUnknown";
    public const string NameHasNoOwner = "org.freedesktop.DBus.Error.NameHasNoOwner";
    public const string NoReply = "org.freedesktop.DBus.Error.NoReply";
    public const string UnknownObject = "org.freedesktop.DBus.Error.UnknownObject";
    public const string UnknownMethod = "org.freedesktop.DBus.Error.UnknownMethod";

    public const string Failed = "org.bluez.Error.Failed";
    public const string InProgress = "org.bluez.Error.InProgress";
    public const string Busy = "org.bluez.Error.Busy";
    public const string NotReady = "org.bluez.Error.NotReady";
    public const string NotConnected = "org.bluez.Error.NotConnected";
    public const string NotPermitted = "org.bluez.Error.NotPermitted";
    public const string NotSupported = "org.bluez.Error.NotSupported";
    public const string NotAuthorized = "org.bluez.Error.NotAuthorized";
    public const string AuthenticationFailed = "org.bluez.Error.AuthenticationFailed";
    public const string AuthenticationRejected = "org.bluez.Error.AuthenticationRejected";
    public const string AuthenticationCanceled = "org.bluez.Error.AuthenticationCanceled";
    public const string AuthenticationTimeout = "org.bluez.Error.AuthenticationTimeout";
    public const string ConnectionAttemptFailed = "org.bluez.Error.ConnectionAttemptFailed";
}
