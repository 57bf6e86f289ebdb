namespace O2X.VirtualAir.Gatt;

/// <summary>What is behind a GATT server: the values of its characteristics, for one client.</summary>
internal interface IGattValues
{
    /// <exception cref="AttException">It cannot be read.</exception>
    Task<byte[]> ReadAsync(Guid characteristic);

    /// <exception cref="AttException">It cannot be written.</exception>
    Task WriteAsync(Guid characteristic, byte[] value);

    /// <summary>Begins or ends to notify.</summary>
    /// <exception cref="AttException">It does not notify.</exception>
    Task NotifyAsync(Guid characteristic, bool on);
}

/// <summary>Why a request is refused.</summary>
internal sealed class AttException(AttError error) : Exception(error.ToString())
{
    public AttError Error { get; } = error;
}

/// <summary>Error codes of the attribute protocol.</summary>
internal enum AttError : byte
{
    InvalidHandle = 0x01,
    ReadNotPermitted = 0x02,
    WriteNotPermitted = 0x03,
    InvalidPdu = 0x04,
    InsufficientAuthentication = 0x05,
    RequestNotSupported = 0x06,
    InvalidOffset = 0x07,
    AttributeNotFound = 0x0A,
    InvalidLength = 0x0D,
    UnlikelyError = 0x0E,
    UnsupportedGroupType = 0x10,
}
