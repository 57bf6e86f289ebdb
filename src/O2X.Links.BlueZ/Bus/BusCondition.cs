namespace O2X.Links.BlueZ.Bus;

/// <summary>Whether BlueZ can be spoken to.</summary>
/// <param name="State">The answer.</param>
/// <param name="Detail">What the bus said; null where there is nothing to say.</param>
internal sealed record BusCondition(BusState State, string? Detail = null)
{
    public static BusCondition Connecting { get; } = new(BusState.Connecting);

    public static BusCondition Ready { get; } = new(BusState.Ready);

    public static BusCondition NoService { get; } = new(BusState.NoService);
}

/// <summary>The answers to "can BlueZ be spoken to?".</summary>
internal enum BusState
{
    /// <summary>Not known yet.</summary>
    Connecting,

    /// <summary>BlueZ is there, and its objects are known.</summary>
    Ready,

    /// <summary>There is no bus to speak over.</summary>
    Unreachable,

    /// <summary>The bus is there, bluetoothd is not.</summary>
    NoService,

    /// <summary>The bus does not let this user speak to BlueZ.</summary>
    Denied,
}
