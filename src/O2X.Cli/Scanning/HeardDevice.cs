using O2X.Links;

namespace O2X.Cli.Scanning;

/// <summary>What is known of a device that was heard.</summary>
/// <param name="Address">Its address.</param>
internal sealed record HeardDevice(string Address)
{
    /// <summary>The name that it gave itself, made harmless; null: none.</summary>
    public string? Name { get; init; }

    /// <summary>How strong it was the last time, dBm.</summary>
    public int? Rssi { get; init; }

    /// <summary>How strong it is in the mean of late, dBm: what rows are ordered by.</summary>
    public double Strength { get; init; } = double.NegativeInfinity;

    /// <summary>The name of the profile that it is of; null: of none that is known.</summary>
    public string? Profile { get; init; }

    public TagMatch Tag { get; init; }

    /// <summary>When it was heard the last time, in ticks of the transport's clock.</summary>
    public long LastHeard { get; init; }

    public long Count { get; init; }

    /// <summary>What was heard the last time.</summary>
    public required Sighting Sighting { get; init; }
}

/// <summary>Whether the tag in an advert is the one of the vehicle that is sought.</summary>
internal enum TagMatch
{
    /// <summary>No vehicle is sought, or the device has no tag.</summary>
    Unknown,

    Yes,

    No,
}
