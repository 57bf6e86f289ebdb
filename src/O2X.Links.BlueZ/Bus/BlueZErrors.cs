namespace O2X.Links.BlueZ.Bus;

/// <summary>The errors of BlueZ: what it says, and what it understands from those who serve it.</summary>
internal static class BlueZErrors
{
    public const string AlreadyExists = "org.bluez.Error.AlreadyExists";
    public const string AuthenticationCanceled = "org.bluez.Error.AuthenticationCanceled";
    public const string AuthenticationFailed = "org.bluez.Error.AuthenticationFailed";
    public const string AuthenticationRejected = "org.bluez.Error.AuthenticationRejected";
    public const string AuthenticationTimeout = "org.bluez.Error.AuthenticationTimeout";
    public const string Busy = "org.bluez.Error.Busy";
    public const string Canceled = "org.bluez.Error.Canceled";
    public const string ConnectionAttemptFailed = "org.bluez.Error.ConnectionAttemptFailed";
    public const string Failed = "org.bluez.Error.Failed";
    public const string InProgress = "org.bluez.Error.InProgress";
    public const string InvalidArguments = "org.bluez.Error.InvalidArguments";
    public const string InvalidLength = "org.bluez.Error.InvalidLength";
    public const string InvalidOffset = "org.bluez.Error.InvalidOffset";
    public const string InvalidValueLength = "org.bluez.Error.InvalidValueLength";
    public const string NotAuthorized = "org.bluez.Error.NotAuthorized";
    public const string NotConnected = "org.bluez.Error.NotConnected";
    public const string NotPermitted = "org.bluez.Error.NotPermitted";
    public const string NotReady = "org.bluez.Error.NotReady";
    public const string NotSupported = "org.bluez.Error.NotSupported";
    public const string Rejected = "org.bluez.Error.Rejected";
}
