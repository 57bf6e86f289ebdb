namespace O2X.Links;

/// <summary>What a transport is.</summary>
/// <param name="Name">As the command's <c>--source</c> names it: <c>sim</c>, <c>can:can0</c>, <c>log:drive.log</c>.</param>
/// <param name="Kind">The kind of transport.</param>
public sealed record TransportInfo(string Name, TransportKind Kind)
{
    /// <summary>
    /// Whether no packet may be lost: the transport waits until there is room (<see cref="ILinkSink.DrainedAsync"/>), the decoder waits for
    /// its subscribers, and what is left in the ring when the link ends is still decoded.
    /// </summary>
    public bool IsLossless { get; init; }
}

/// <summary>The kinds of transport.</summary>
public enum TransportKind
{
    /// <summary>A virtual dongle on an in-memory radio.</summary>
    Simulator,

    /// <summary>Bluetooth Low Energy.</summary>
    Bluetooth,

    /// <summary>The vehicle's CAN bus, through an adapter.</summary>
    Bus,

    /// <summary>A recorded log.</summary>
    Log,
}
