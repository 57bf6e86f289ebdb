namespace O2X.Links.BlueZ.DBus;

/// <summary>What a message is.</summary>
internal enum MessageType : byte
{
    MethodCall = 1,
    MethodReturn = 2,
    Error = 3,
    Signal = 4,
}

/// <summary>How a message wishes to be treated.</summary>
[Flags]
internal enum MessageFlags : byte
{
    None = 0,
    NoReplyExpected = 1,
    NoAutoStart = 2,
    AllowInteractiveAuthorization = 4,
}
