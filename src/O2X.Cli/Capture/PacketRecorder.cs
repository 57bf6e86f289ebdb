using O2X.Links;
using O2X.Links.Recording;

namespace O2X.Cli.Capture;

/// <summary>Takes what passes a link and records it, as <see cref="PacketLogFormat"/> describes it. The header comes with the first line.</summary>
/// <param name="header">The header; its time is the moment of <paramref name="origin"/>.</param>
/// <param name="origin">When the recording began, in ticks of the transport's clock.</param>
/// <param name="writer">Makes the lines.</param>
/// <param name="spool">Where they go.</param>
/// <param name="meter">What is counted.</param>
internal sealed class PacketRecorder(PacketLogHeader header, long origin, PacketLogWriter writer, LineSpool spool, CaptureMeter meter) : ILinkRecorder
{
    private readonly Lock _gate = new();
    private bool _isBegun;

    public void OnConnected(Sighting sighting, long timestamp)
    {
        lock (_gate)
        {
            if (!_isBegun) spool.TryAdd(writer.Header(header), count: 0);
            _isBegun = true;
            spool.TryAdd(writer.Connected(timestamp - origin, sighting));
        }
    }

    public void OnPacket(ReadOnlySpan<byte> packet, long timestamp)
    {
        lock (_gate)
        {
            if (spool.TryAdd(writer.Packet(timestamp - origin, packet))) meter.Count();
        }
    }

    public void OnLost(LinkFault fault, long timestamp)
    {
        lock (_gate) spool.TryAdd(writer.Lost(timestamp - origin, fault));
    }

    /// <summary>The recording is over, and was not cut off.</summary>
    public void End(long timestamp)
    {
        lock (_gate)
        {
            if (_isBegun) spool.TryAdd(writer.Ended(timestamp - origin), count: 0);
        }
    }
}
