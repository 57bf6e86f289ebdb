using O2X.Vehicles.Decoding;

namespace O2X.Actors.Diagnostics;

/// <summary>Adds the packets of one subscription after another up. Whoever uses it sees to it that one thread does at a time.</summary>
internal struct PacketTally
{
    private DecodeCounters _before;

    /// <summary>The packets of the present subscription.</summary>
    public DecodeCounters Present { get; set; }

    /// <summary>The packets of all subscriptions.</summary>
    public readonly DecodeCounters Total => new(
        _before.Packets + Present.Packets,
        _before.Unknown + Present.Unknown,
        _before.Remote + Present.Remote,
        _before.ErrorFrames + Present.ErrorFrames,
        _before.Extended + Present.Extended,
        _before.Malformed + Present.Malformed,
        _before.Implausible + Present.Implausible,
        _before.Dropped + Present.Dropped,
        _before.Lost + Present.Lost);

    /// <summary>A new subscription begins.</summary>
    public void Begin()
    {
        _before = Total;
        Present = default;
    }
}
