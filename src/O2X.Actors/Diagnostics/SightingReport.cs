namespace O2X.Actors.Diagnostics;

/// <summary>What was heard of one device or bus since the subscription began, and what was thought of it.</summary>
/// <param name="Address">Names it within its source; it may rotate.</param>
/// <param name="Outcome">Whether it was connected to, and if not, why; as of the last time it was heard.</param>
public sealed record SightingReport(string Address, SightingOutcome Outcome)
{
    /// <summary>The advertised name, which anybody can choose; at most 64 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Signal strength when it was last heard, dBm.</summary>
    public int? Rssi { get; init; }

    /// <summary>When it was first heard, UTC.</summary>
    public DateTimeOffset FirstHeard { get; init; }

    /// <summary>When it was last heard, UTC.</summary>
    public DateTimeOffset LastHeard { get; init; }

    /// <summary>How often it was heard.</summary>
    public long Count { get; init; }

    /// <summary>Until when it is passed over, UTC; set for <see cref="SightingOutcome.PassedOver"/>.</summary>
    public DateTimeOffset? PassedOverUntil { get; init; }
}

/// <summary>What becomes of a sighting.</summary>
public enum SightingOutcome
{
    /// <summary>It may be the vehicle: it is connected to.</summary>
    Candidate,

    /// <summary>It is no vehicle that a profile knows: not of the services, and not a bus.</summary>
    Unrelated,

    /// <summary>What it advertises says that it is another vehicle: it is not connected to.</summary>
    OtherVehicle,

    /// <summary>On a link it turned out to be another vehicle: it is not connected to again for a while.</summary>
    PassedOver,
}
