using O2X.Vehicles.Can;

namespace O2X.Links.Can.Log;

/// <summary>What happens next on the bus of a log.</summary>
/// <param name="kind">A frame, an unreadable line or the end.</param>
/// <param name="time">When, in ticks from the log's beginning; never less than before.</param>
/// <param name="entry">The frame, as the log has it.</param>
/// <param name="setsClock">Whether the wall clock is set to the frame's time.</param>
internal readonly struct LogItem(LogItemKind kind, long time, CanLogEntry entry = default, bool setsClock = false)
{
    public LogItemKind Kind { get; } = kind;

    public long Time { get; } = time;

    public CanLogEntry Entry { get; } = entry;

    public bool SetsClock { get; } = setsClock;
}

internal enum LogItemKind
{
    Frame,
    Unreadable,
    End,
}

/// <summary>A log as a sequence of items, counted as they are read.</summary>
internal sealed class LogPlaylist : IDisposable
{
    private readonly LogFile _file;
    private readonly LogLines _lines;
    private readonly CanLogParser _parser;
    private readonly LogTime _time;
    private readonly long[] _faults = new long[(int)CanTextFault.Unsupported + 1];
    private long _lineCount;

    /// <summary>Opens the log at its beginning.</summary>
    public LogPlaylist(LogFile file)
    {
        _file = file;
        _lines = new LogLines(file.Path);
        _parser = file.CreateParser();
        _time = new LogTime(file.Start.UtcTicks);
    }

    /// <summary>How many frames were read.</summary>
    public long Frames => _faults[(int)CanTextFault.None];

    /// <summary>Reads up to the next item.</summary>
    public LogItem Read()
    {
        while (_lines.TryRead(out var line, out var isTooLong))
        {
            _lineCount++;
            CanLogEntry entry = default;
            var fault = isTooLong ? CanTextFault.TooLong : _parser.TryParse(line, out entry);
            _faults[(int)fault]++;
            if (fault == CanTextFault.None)
                return new LogItem(LogItemKind.Frame, _time.Place(entry.Timestamp, out var setsClock), entry, setsClock);
            if (fault != CanTextFault.Skipped) return new LogItem(LogItemKind.Unreadable, _time.Last);
        }

        return new LogItem(LogItemKind.End, _time.Last);
    }

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
        BytesRead = _lines.BytesRead,
        TotalBytes = _file.Length,
    };

    public void Dispose() => _lines.Dispose();
}
