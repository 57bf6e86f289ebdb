namespace O2X.Vehicles.OpenLink.Serving;

/// <summary>The measurements packets: the newest measurements at most so often, changed or not.</summary>
internal sealed class MeasurementsFeed(long interval, long started)
{
    private OpenLinkMeasurements _told;
    private long _lastAt = long.MinValue / 2;
    private byte _next;
    private bool _isPending;

    public long Coalesced { get; private set; }

    /// <summary>When the next packet is to be sent to those that listen.</summary>
    public long Due => _isPending ? _lastAt + interval : long.MaxValue;

    public void Tell(in OpenLinkMeasurements measurements, bool isHeard)
    {
        if (_isPending && isHeard) Coalesced++;
        (_told, _isPending) = (measurements, true);
    }

    /// <summary>Somebody new listens, and is not to wait for new measurements.</summary>
    public void Greet() => _isPending = true;

    public byte[] Send(long now)
    {
        (_lastAt, _isPending) = (now, false);
        return Encode(now, _next++);
    }

    public byte[] Read(long now) => Encode(now, (byte)(_next - 1));

    private byte[] Encode(long now, byte sequence)
    {
        var packet = new byte[OpenLinkEncoder.PacketLength];
        var uptime = (now - started) / TimeSpan.TicksPerMillisecond;
        OpenLinkEncoder.Encode(_told with { Uptime = unchecked((uint)uptime) }, sequence, packet);
        return packet;
    }
}
