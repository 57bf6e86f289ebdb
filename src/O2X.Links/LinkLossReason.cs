namespace O2X.Links;

/// <summary>Why a link, a scan or an attempt ended.</summary>
public enum LinkLossReason
{
    /// <summary>It did not end.</summary>
    None,

    /// <summary>The engine's user asked for it.</summary>
    LocalRequest,

    /// <summary>The dongle closed the link.</summary>
    PeerTerminated,

    /// <summary>The radio link was lost (supervision timeout).</summary>
    LinkLoss,

    /// <summary>The link stands, but no data came for the time of <c>looseConnection</c>.</summary>
    DataTimeout,

    /// <summary>Connecting, or one of its steps, took too long.</summary>
    ConnectTimeout,

    /// <summary>The vehicle was not found within the scan timeout.</summary>
    ScanTimeout,

    /// <summary>The adapter or interface is off, down or gone.</summary>
    AdapterOff,

    /// <summary>A permission is missing or was withdrawn.</summary>
    PermissionMissing,

    /// <summary>The bus fell silent while its interface is up: the vehicle went to sleep.</summary>
    BusSilent,

    /// <summary>The adapter has no room for another link.</summary>
    OutOfSlots,

    /// <summary>The dongle lacks what the profile needs.</summary>
    NotSupported,

    /// <summary>The dongle refused for want of pairing or rights.</summary>
    Authentication,

    /// <summary>It is another vehicle than the one that was asked for.</summary>
    WrongVehicle,

    /// <summary>The dongle or bus does not keep to its protocol.</summary>
    ProtocolError,

    /// <summary>The engine shut down.</summary>
    Shutdown,

    /// <summary>The source came to its end: the last line of a log.</summary>
    EndOfSource,

    /// <summary>Another reason; <see cref="LinkFault.Code"/> may tell.</summary>
    Unknown,
}
