namespace O2X.Vehicles.OpenLink.Serving;

/// <summary>The information packets: the newest information at most so often, and at least once a second.</summary>
internal sealed class InformationFeed(long interval)
{
    private OpenLinkInformation _told = new();
    private OpenLinkInformation _sent = new();
    private long _toldAt;
    private long _lastAt = long.MinValue / 2;
    private byte _next;
    private bool _isPending;

    public long Coalesced { get; private set; }

    /// <summary>When the next packet is to be sent to those that listen.</summary>
    public long Due => _lastAt + (_isPending ? interval : TimeSpan.TicksPerSecond);

    public void Tell(in OpenLinkInformation information, long now, bool isHeard)
    {
        if (_isPending && isHeard) Coalesced++;
        (_told, _toldAt) = (information, now);
        _isPending = Timeless(_told) != Timeless(_sent);
    }

    /// <summary>Somebody new listens, and is not to wait for a change.</summary>
    public void Greet() => _isPending = true;

    public byte[] Send(long now)
    {
        (_sent, _lastAt, _isPending) = (_told, now, false);
        return Encode(now, _next++);
    }

    public byte[] Read(long now) => Encode(now, (byte)(_next - 1));

    private byte[] Encode(long now, byte sequence)
    {
        var packet = new byte[OpenLinkEncoder.PacketLength];
        var age = _told.SourceAge + TimeSpan.FromTicks(Math.Max(0, now - _toldAt));
        OpenLinkEncoder.Encode(_told with { SourceAge = age }, sequence, packet);
        return packet;
    }

    /// <summary>That time passes is no change; that the vehicle was heard for the first time is.</summary>
    private static OpenLinkInformation Timeless(in OpenLinkInformation information) =>
        information with { SourceAge = information.SourceAge is null ? null : TimeSpan.Zero };
}
