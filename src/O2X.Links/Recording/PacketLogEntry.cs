namespace O2X.Links.Recording;

/// <summary>One line of a recording of packets.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="At">When, in ticks of 100 ns from the recording's beginning.</param>
public readonly record struct PacketLogEntry(PacketLogEntryKind Kind, long At)
{
    /// <summary>The length of the packet, in bytes; 0 for everything else.</summary>
    public int Length { get; init; }

    /// <summary>For <see cref="PacketLogEntryKind.Connected"/>: what was connected to, as far as it was recorded.</summary>
    public Sighting? Sighting { get; init; }

    /// <summary>For <see cref="PacketLogEntryKind.Lost"/>: why.</summary>
    public LinkFault? Fault { get; init; }
}

/// <summary>What a line of a recording of packets tells.</summary>
public enum PacketLogEntryKind
{
    /// <summary>A packet came.</summary>
    Packet,

    /// <summary>A link was made.</summary>
    Connected,

    /// <summary>The link was lost, for a reason that the source gave.</summary>
    Lost,

    /// <summary>The recording was ended. Where this is missing, it was cut off.</summary>
    Ended,
}
