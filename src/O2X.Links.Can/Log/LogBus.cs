using O2X.Links.Time;
using O2X.Vehicles.Ami;
using O2X.Vehicles.Can;

namespace O2X.Links.Can.Log;

/// <summary>The bus that a log is played on: who listens, and what reaches them. Everything happens on the clock's line of execution.</summary>
internal sealed class LogBus(VirtualClock clock, string name)
{
    // How often one scan is told of the same bus, in time of the log.
    private const long SightingInterval = TimeSpan.TicksPerSecond;

    private readonly List<Scan> _scans = [];
    private LinkFault? _ended;
    private long _unheard;

    /// <summary>The link that is open, if any.</summary>
    public Link? Open { get; private set; }

    /// <summary>Whether a scan or a link listens.</summary>
    public bool IsHeard => Open is not null || _scans.Count > 0;

    /// <summary>How many frames no link heard.</summary>
    public long Unheard => Volatile.Read(ref _unheard);

    private VirtualClock Clock => clock;

    private string FileName => name;

    /// <summary>Adds a scan.</summary>
    /// <exception cref="LinkException">The log has ended.</exception>
    public Scan AddScan(IScanSink sink)
    {
        ThrowIfEnded();
        var scan = new Scan(this, sink);
        _scans.Add(scan);
        return scan;
    }

    /// <summary>Opens the link.</summary>
    /// <exception cref="LinkException">The log has ended, or a link is open already.</exception>
    public Link Connect(ILinkSink sink)
    {
        ThrowIfEnded();
        if (Open is not null) throw new LinkException(LinkLossReason.OutOfSlots, $"{name} is being played to another link.");
        return Open = new Link(this, sink);
    }

    /// <summary>Tells the scans of a known frame, unless a link is open. Returns whether a scan was told.</summary>
    public bool Sight(in LogItem item)
    {
        if (Open is not null || _scans.Count == 0 || !IsKnown(item)) return false;
        var told = false;
        foreach (var scan in _scans.ToArray()) told |= scan.Tell(item.Time);
        return told;
    }

    /// <summary>Hands an item to the link. Returns false when the link has no room for it.</summary>
    public bool TryPlay(in LogItem item)
    {
        if (Open is not { } link)
        {
            if (item.Kind == LogItemKind.Frame) Volatile.Write(ref _unheard, _unheard + 1);
            return true;
        }

        if (item.Kind == LogItemKind.Unreadable) return link.Sink.TryWrite([], item.Time);
        Span<byte> packet = stackalloc byte[CanFrame.Size];
        item.Entry.Frame.WriteTo(packet);
        return link.Sink.TryWrite(packet, item.Time);
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

    private static bool IsKnown(in LogItem item)
    {
        var frame = item.Entry.Frame;
        return item.Kind == LogItemKind.Frame && !frame.IsExtended && !frame.IsRemote && !frame.IsError && AmiCatalogue.IsKnown(frame.Id);
    }

    private void ThrowIfEnded()
    {
        if (_ended is not null) throw new LinkException(_ended);
    }

    /// <summary>One scan.</summary>
    public sealed class Scan(LogBus bus, IScanSink sink) : IAsyncDisposable
    {
        private long _next;

        public IScanSink Sink => sink;

        public bool Tell(long time)
        {
            if (time < _next || !bus._scans.Contains(this)) return false;
            _next = time + SightingInterval;
            sink.OnSighting(new Sighting("log", time) { Name = bus.FileName, IsBus = true });
            return true;
        }

        public ValueTask DisposeAsync()
        {
            bus.Clock.Executor.Run(() => bus._scans.Remove(this));
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>The link.</summary>
    public sealed class Link(LogBus bus, ILinkSink sink) : IBusLink
    {
        private readonly CancellationTokenSource _closed = new();

        public ILinkSink Sink => sink;

        /// <summary>Cancelled when the link is closed.</summary>
        public CancellationToken Closed => _closed.Token;

        /// <summary>Makes the bus forget the link.</summary>
        public void Detach()
        {
            if (bus.Open == this) bus.Open = null;
            _closed.Cancel();
        }

        public ValueTask DisposeAsync()
        {
            bus.Clock.Executor.Run(Detach);
            return ValueTask.CompletedTask;
        }
    }
}
