using O2X.Links;
using O2X.Links.Recording;
using O2X.Links.Time;

namespace O2X.Cli.Capture;

/// <summary>
/// Takes what passes a link and records it, as <see cref="PacketLogFormat"/> describes it. The recording begins with the first link: a replay
/// shall not have to sit the search through.
/// </summary>
/// <param name="header">The header, but for its time.</param>
/// <param name="clock">The transport's clock.</param>
/// <param name="writer">Makes the lines.</param>
/// <param name="spool">Where they go.</param>
/// <param name="meter">What is counted.</param>
internal sealed class PacketRecorder(PacketLogHeader header, TimeProvider clock, PacketLogWriter writer, LineSpool spool, CaptureMeter meter) : ILinkRecorder
{
    private readonly Lock _gate = new();
    private long? _origin;

    public void OnConnected(Sighting sighting, long timestamp)
    {
        lock (_gate)
        {
            if (_origin is null)
            {
                var since = TimeSpan.FromTicks(clock.GetTicks() - timestamp);
                spool.TryAdd(writer.Header(header with { StartedAt = clock.GetUtcNow() - since }), count: 0);
            }

            _origin ??= timestamp;
            spool.TryAdd(writer.Connected(At(timestamp), sighting));
        }
    }

    public void OnPacket(ReadOnlySpan<byte> packet, long timestamp)
    {
        lock (_gate)
        {
            if (spool.TryAdd(writer.Packet(At(timestamp), packet))) meter.Count();
        }
    }

    public void OnLost(LinkFault fault, long timestamp)
    {
        lock (_gate) spool.TryAdd(writer.Lost(At(timestamp), fault));
    }

    /// <summary>The recording is over, and was not cut off.</summary>
    public void End()
    {
        lock (_gate)
        {
            if (_origin is not null) spool.TryAdd(writer.Ended(At(clock.GetTicks())), count: 0);
        }
    }

    private long At(long timestamp) => timestamp - _origin!.Value;
}
