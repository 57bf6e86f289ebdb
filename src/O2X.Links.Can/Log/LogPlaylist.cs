using O2X.Links.Recording;
using O2X.Vehicles.Can;

namespace O2X.Links.Can.Log;

/// <summary>A log as a sequence of items, counted as they are read.</summary>
internal sealed class LogPlaylist : IDisposable
{
    private readonly LogFile _file;
    private readonly LogLines _lines;
    private readonly CanLogParser? _parser;
    private readonly LogPacket? _recorded;
    private readonly LogTime _time;
    private readonly long[] _faults = new long[(int)CanTextFault.Unsupported + 1];
    private long _lineCount;
    private volatile bool _isTorn;

    /// <summary>Opens the log at its beginning.</summary>
    public LogPlaylist(LogFile file)
    {
        _file = file;
        _lines = new LogLines(file.Path);
        if (file.Recording is null) _parser = file.CreateParser();
        else _recorded = SkipHeader();
        _lineCount = file.Recording is null ? 0 : 1;
        _time = new LogTime(file.Start.UtcTicks);
    }

    /// <summary>How many frames or packets were read.</summary>
    public long Frames => _faults[(int)CanTextFault.None];

    /// <summary>Reads up to the next item.</summary>
    public LogItem Read()
    {
        while (_lines.TryRead(out var line, out var isTooLong))
        {
            _lineCount++;
            LogItem item = default;
            var fault = isTooLong ? CanTextFault.TooLong : _parser is null ? ReadEntry(line, out item) : ReadFrame(line, out item);
            var isLink = fault == CanTextFault.None && item.Kind is not (LogItemKind.Frame or LogItemKind.Packet);
            _faults[(int)(isLink ? CanTextFault.Skipped : fault)]++;
            if (fault == CanTextFault.None) return item;
            if (fault == CanTextFault.Skipped) continue;
            _isTorn = _lines.EndsOpen;
            return new LogItem(LogItemKind.Unreadable, _time.Last);
        }

        return new LogItem(LogItemKind.End, _time.Last);
    }

    private CanTextFault ReadFrame(ReadOnlySpan<byte> line, out LogItem item)
    {
        item = default;
        var fault = _parser!.TryParse(line, out var entry);
        if (fault == CanTextFault.None) item = new LogItem(LogItemKind.Frame, _time.Place(entry.Timestamp, out var setsClock), entry, setsClock);
        return fault;
    }

    private CanTextFault ReadEntry(ReadOnlySpan<byte> line, out LogItem item)
    {
        item = default;
        var fault = PacketLogFormat.TryParse(line, _recorded!.Room, out var entry);
        if (fault != CanTextFault.None) return fault;
        var timestamp = _file.Start.UtcTicks + entry.At;
        _recorded.Entry = entry;
        item = new LogItem(KindOf(entry.Kind), _time.Place(timestamp, out var setsClock), new CanLogEntry(timestamp, default), setsClock) { Recorded = _recorded };
        return fault;
    }

    private LogPacket SkipHeader()
    {
        _lines.TryRead(out _, out _);
        return new LogPacket();
    }

    private static LogItemKind KindOf(PacketLogEntryKind kind) => kind switch
    {
        PacketLogEntryKind.Packet => LogItemKind.Packet,
        PacketLogEntryKind.Connected => LogItemKind.Connected,
        PacketLogEntryKind.Lost => LogItemKind.Lost,
        _ => LogItemKind.Passage,
    };

    /// <summary>The counts. May be asked for on any thread; while the log is played they may be a line apart.</summary>
    public LogStatistics Count(long unheard) => new()
    {
        Lines = Volatile.Read(ref _lineCount),
        Frames = Volatile.Read(ref _faults[(int)CanTextFault.None]),
        BadLinesByReason = Enum.GetValues<CanTextFault>()
            .Where(fault => fault is not (CanTextFault.None or CanTextFault.Skipped) && Volatile.Read(ref _faults[(int)fault]) > 0)
            .ToDictionary(fault => fault, fault => Volatile.Read(ref _faults[(int)fault])),
        Unheard = unheard,
        RanBack = _time.RanBack,
        ClockSets = _time.ClockSets,
        IsTorn = _isTorn,
        BytesRead = _lines.BytesRead,
        TotalBytes = _file.Length,
    };

    public void Dispose() => _lines.Dispose();
}
