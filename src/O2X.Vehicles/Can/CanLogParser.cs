namespace O2X.Vehicles.Can;

/// <summary>Reads the lines of a log in whichever format it is.</summary>
/// <remarks>One object reads one file, on one thread at a time.</remarks>
public sealed class CanLogParser
{
    private readonly TrcFormat? _trc;

    /// <summary>Makes a parser that begins at a log's first line.</summary>
    public CanLogParser(CanLogFormat format)
    {
        Format = format;
        if (format == CanLogFormat.Trc) _trc = new TrcFormat();
    }

    /// <summary>The format.</summary>
    public CanLogFormat Format { get; }

    /// <summary>Tells the format of a log by one of its first lines.</summary>
    /// <param name="line">A line.</param>
    /// <returns>A parser to begin with at the log's first line; null when this line does not tell.</returns>
    public static CanLogParser? Recognise(ReadOnlySpan<byte> line)
    {
        if (TrcFormat.IsHeader(line)) return new CanLogParser(CanLogFormat.Trc);
        var fault = CandumpFormat.TryParse(line, out _);
        return fault is CanTextFault.Skipped or CanTextFault.BadTimestamp ? null : new CanLogParser(CanLogFormat.Candump);
    }

    /// <summary>Reads one line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="entry">The frame and its time; meaningless unless the result is <see cref="CanTextFault.None"/>.</param>
    public CanTextFault TryParse(ReadOnlySpan<byte> line, out CanLogEntry entry) =>
        _trc is null ? CandumpFormat.TryParse(line, out entry) : _trc.TryParse(line, out entry);
}

/// <summary>The formats of logs.</summary>
public enum CanLogFormat
{
    /// <summary><see cref="CandumpFormat"/></summary>
    Candump,

    /// <summary><see cref="TrcFormat"/></summary>
    Trc,
}
