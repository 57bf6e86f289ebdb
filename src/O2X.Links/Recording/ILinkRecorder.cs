namespace O2X.Links.Recording;

/// <summary>Takes a copy of what passes a <see cref="RecordingTransport"/>. One call at a time; calls never block and never throw.</summary>
public interface ILinkRecorder
{
    /// <summary>A link was made; what follows is of this one.</summary>
    /// <param name="sighting">What was connected to.</param>
    /// <param name="timestamp">When, in ticks of the transport's clock.</param>
    void OnConnected(Sighting sighting, long timestamp);

    /// <summary>A packet came.</summary>
    /// <param name="packet">The packet; it stands for the time of the call.</param>
    /// <param name="timestamp">When, in ticks of the transport's clock.</param>
    void OnPacket(ReadOnlySpan<byte> packet, long timestamp);

    /// <summary>The link was lost, and the transport said why.</summary>
    /// <param name="fault">Why.</param>
    /// <param name="timestamp">When, in ticks of the transport's clock.</param>
    void OnLost(LinkFault fault, long timestamp);
}
