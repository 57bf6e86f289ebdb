namespace O2X.Links;

/// <summary>Whether a transport is usable.</summary>
/// <param name="Availability">Usable, or the kind of reason why not.</param>
/// <param name="Detail">What exactly is the matter, naming the adapter or interface; null when usable.</param>
/// <param name="Advice">What to do about it; null when usable.</param>
public sealed record TransportState(Availability Availability, string? Detail = null, string? Advice = null)
{
    /// <summary>Usable.</summary>
    public static TransportState On { get; } = new(Availability.On);
}

/// <summary>The answers to "is it usable?".</summary>
public enum Availability
{
    /// <summary>Usable.</summary>
    On,

    /// <summary>There, but switched off or down.</summary>
    Off,

    /// <summary>Not there: no such adapter or interface, or unplugged.</summary>
    Absent,

    /// <summary>There, but this process may not use it.</summary>
    NoPermission,

    /// <summary>There, but it must not or cannot be used as it is set up (a CAN controller that is not in listen-only mode).</summary>
    Unsuitable,
}
