using O2X.Vehicles.OpenLink;

namespace O2X.Vehicles.Tracking;

/// <summary>Counts the packets that were sent and never came, by their sequence numbers. Only the open link numbers its packets.</summary>
internal struct PacketLosses
{
    private SequenceGaps _information;
    private SequenceGaps _measurements;
    private long _explained;

    /// <summary>The packets that were lost on the way, on all links so far.</summary>
    public long Lost { get; private set; }

    /// <summary>A packet that is sound came.</summary>
    public void Accept(ReadOnlySpan<byte> packet)
    {
        switch (OpenLinkPacket.TypeOf(packet))
        {
            case OpenLinkPacket.InformationType:
                Count(_information.Accept(OpenLinkPacket.SequenceOf(packet)));
                break;
            case OpenLinkPacket.MeasurementsType:
                Count(_measurements.Accept(OpenLinkPacket.SequenceOf(packet)));
                break;
        }
    }

    /// <summary>Packets came and found no room: their numbers will be missing, but they are counted already.</summary>
    public void Explain(long count) => _explained += count;

    /// <summary>The link is over. The next one begins anew, wherever its numbers do.</summary>
    public void EndLink()
    {
        Count(_information.End());
        Count(_measurements.End());
        _explained = 0;
    }

    private void Count(int missing)
    {
        if (missing == 0) return;
        var explained = Math.Min(missing, _explained);
        _explained -= explained;
        Lost += missing - explained;
    }
}
