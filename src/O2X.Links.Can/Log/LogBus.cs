using O2X.Links.Time;
using O2X.Vehicles.Ami;
using O2X.Vehicles.Can;
using O2X.Vehicles.OpenLink;

namespace O2X.Links.Can.Log;

/// <summary>The bus or radio that a log is played on: who listens, and what reaches them. Everything happens on the clock's line of execution.</summary>
internal sealed class LogBus(VirtualClock clock, LogFile file)
{
    private static readonly Guid[] Services = [OpenLinkUuids.Service];

    private readonly List<LogScan> _scans = [];
    private Sighting? _dongle;
    private LinkFault? _ended;
    private long _unheard;

    /// <summary>The link that is open, if any.</summary>
    public LogLink? Open { get; private set; }

    /// <summary>Whether a scan or a link listens.</summary>
    public bool IsHeard => Open is not null || _scans.Count > 0;

    /// <summary>How many frames or packets no link heard.</summary>
    public long Unheard => Volatile.Read(ref _unheard);

    /// <summary>The clock, and its line of execution.</summary>
    public VirtualClock Clock => clock;

    /// <summary>Adds a scan.</summary>
    /// <exception cref="LinkException">The log has ended.</exception>
    public LogScan AddScan(IScanSink sink)
    {
        ThrowIfEnded();
        var scan = new LogScan(this, sink);
        _scans.Add(scan);
        return scan;
    }

    /// <summary>Opens the link.</summary>
    /// <exception cref="LinkException">The log has ended, or a link is open already.</exception>
    public LogLink Connect(ILinkSink sink)
    {
        ThrowIfEnded();
        if (Open is not null) throw new LinkException(LinkLossReason.OutOfSlots, $"{file.Name} is being played to another link.");
        return Open = file.Recording is { } recording ? new LogDongleLink(this, sink, recording.Vin) : new LogBusLink(this, sink);
    }

    /// <summary>Makes the bus forget a scan. To be called on the line.</summary>
    public void Remove(LogScan scan) => _scans.Remove(scan);

    /// <summary>Whether a scan still runs.</summary>
    public bool Has(LogScan scan) => _scans.Contains(scan);

    /// <summary>Makes the bus forget a link. To be called on the line.</summary>
    public void Remove(LogLink link)
    {
        if (Open == link) Open = null;
    }

    /// <summary>
    /// Ends the link when the recording goes on with another one: its user had closed the one before, which here is still open. Returns
    /// whether there was one.
    /// </summary>
    public bool MakeWay(in LogItem item)
    {
        if (item.Kind != LogItemKind.Connected || Open is null) return false;
        Lose(new LinkFault(LinkLossReason.LinkLoss, "The recording goes on with another link."));
        return true;
    }

    /// <summary>Tells the scans of a known frame, or of the dongle, unless a link is open. Returns whether a scan was told.</summary>
    public bool Sight(in LogItem item)
    {
        if (item.Kind == LogItemKind.Connected) _dongle = item.Link.Sighting;
        if (Open is not null || _scans.Count == 0 || SightingOf(item) is not { } sighting) return false;
        var told = false;
        foreach (var scan in _scans.ToArray()) told |= scan.Tell(sighting);
        return told;
    }

    /// <summary>Plays an item to the link. Returns false when the link has no room for it.</summary>
    public bool TryPlay(in LogItem item)
    {
        switch (item.Kind)
        {
            case LogItemKind.Lost:
                Lose(item.Link.Fault!);
                return true;
            case LogItemKind.Connected or LogItemKind.Passage:
                return true;
            case LogItemKind.Frame or LogItemKind.Packet when Open is null:
                Volatile.Write(ref _unheard, _unheard + 1);
                return true;
            case LogItemKind.Packet:
                return Open.Sink.TryWrite(item.Packet.Span, item.Time);
            case LogItemKind.Unreadable:
                return Open?.Sink.TryWrite([], item.Time) ?? true;
            default:
                Span<byte> frame = stackalloc byte[CanFrame.Size];
                item.Entry.Frame.WriteTo(frame);
                return Open!.Sink.TryWrite(frame, item.Time);
        }
    }

    /// <summary>Ends everything that listens, and refuses whatever comes later. Only the first end counts.</summary>
    public void End(LinkFault fault)
    {
        if (_ended is not null) return;
        _ended = fault;
        var link = Open;
        var scans = _scans.ToArray();
        _scans.Clear();
        link?.Detach();
        link?.Sink.OnClosed(fault);
        foreach (var scan in scans) scan.Sink.OnEnded(fault);
    }

    private void Lose(LinkFault fault)
    {
        if (Open is not { } link) return;
        link.Detach();
        link.Sink.OnClosed(fault);
    }

    // A dongle is in the air while its recording goes on; a bus shows itself by a known frame.
    private Sighting? SightingOf(in LogItem item)
    {
        if (item.Kind == LogItemKind.Frame) return IsKnown(item.Entry.Frame) ? new Sighting("log", item.Time) { Name = file.Name, IsBus = true } : null;
        if (item.Kind is not (LogItemKind.Packet or LogItemKind.Connected)) return null;
        return new Sighting(_dongle?.Address ?? "log", item.Time) { Name = _dongle?.Name, Rssi = _dongle?.Rssi, ServiceUuids = Services };
    }

    private static bool IsKnown(CanFrame frame) =>
        !frame.IsExtended && !frame.IsRemote && !frame.IsError && AmiCatalogue.IsKnown(frame.Id);

    private void ThrowIfEnded()
    {
        if (_ended is not null) throw new LinkException(_ended);
    }
}
