using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Bus;

/// <summary>Whether BlueZ can be spoken to.</summary>
/// <param name="State">The answer.</param>
/// <param name="Detail">What the bus said, or where it should be; null where there is nothing to say.</param>
internal sealed record BusCondition(BusState State, string? Detail = null)
{
    public static BusCondition Connecting { get; } = new(BusState.Connecting);

    public static BusCondition Ready { get; } = new(BusState.Ready);

    public static BusCondition NoService { get; } = new(BusState.NoService);

    /// <summary>Why there is no conversation with the bus.</summary>
    public static BusCondition Of(Exception problem) => problem switch
    {
        DBusConnectFailedException { Failure: DBusConnectFailure.Missing } missing => new(BusState.NoSocket, missing.Socket),
        DBusConnectFailedException { Failure: DBusConnectFailure.NobodyListens } dead => new(BusState.NobodyListens, dead.Socket),
        DBusConnectFailedException { Failure: DBusConnectFailure.Forbidden } closed => new(BusState.SocketForbidden, closed.Socket),
        _ => new(BusState.Unreachable, problem.Message),
    };
}

/// <summary>The answers to "can BlueZ be spoken to?".</summary>
internal enum BusState
{
    /// <summary>Not known yet.</summary>
    Connecting,

    /// <summary>BlueZ is there, and its objects are known.</summary>
    Ready,

    /// <summary>There is no bus here: its socket, which the detail names, does not exist.</summary>
    NoSocket,

    /// <summary>There is no bus any more: nobody listens at its socket, which the detail names.</summary>
    NobodyListens,

    /// <summary>This user may not connect to the socket of the bus, which the detail names.</summary>
    SocketForbidden,

    /// <summary>There is no bus to speak over, for another reason.</summary>
    Unreachable,

    /// <summary>The bus is there, bluetoothd is not.</summary>
    NoService,

    /// <summary>The bus does not let this user speak to BlueZ.</summary>
    Denied,
}
