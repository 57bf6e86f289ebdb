namespace O2X.VirtualAir.Hci;

/// <summary>Error codes of the host controller interface, which are reasons of disconnection as well.</summary>
internal enum HciStatus : byte
{
    Success = 0x00,
    UnknownCommand = 0x01,
    UnknownConnection = 0x02,
    ConnectionTimeout = 0x08,
    CommandDisallowed = 0x0C,
    RemoteUserTerminated = 0x13,
    TerminatedByLocalHost = 0x16,
    ConnectionFailedToBeEstablished = 0x3E,
}
