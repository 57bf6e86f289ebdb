namespace O2X.Vehicles.Decoding;

/// <summary>How many packets came, and what became of them.</summary>
/// <param name="Packets">All packets.</param>
/// <param name="Unknown">Unknown ids or packet types.</param>
/// <param name="Remote">Remote frames.</param>
/// <param name="ErrorFrames">Error frames of the bus.</param>
/// <param name="Extended">Frames with a 29-bit id.</param>
/// <param name="Malformed">Known packets of a wrong length or checksum.</param>
/// <param name="Implausible">Known packets with a value that cannot be.</param>
/// <param name="Dropped">Packets that found no room between transport and decoder.</param>
/// <param name="Lost">
/// Packets that were sent and never came, by the sequence numbers of those that did; only the open link numbers its packets. Those
/// that were <paramref name="Dropped"/> are not among them; those that came damaged are, as their numbers are not to be believed.
/// </param>
public readonly record struct DecodeCounters(
    long Packets, long Unknown, long Remote, long ErrorFrames, long Extended, long Malformed, long Implausible, long Dropped, long Lost = 0)
{
    /// <summary>Malformed and implausible packets together: what decisions.md D21 reports.</summary>
    public long Invalid => Malformed + Implausible;
}
