using O2X.Links;
using O2X.Links.Can.Log;
using O2X.Vehicles.Can;
using static O2X.Fuzzing.Oracle;

namespace O2X.Fuzzing.Targets;

/// <summary>
/// A log as a file: its lines, its format, its times, its counts. The byte 0x1F and one more in the input stand for a run of 64 times
/// so many characters, so that lines grow past every limit.
/// </summary>
internal sealed class LogFileTarget : TextTarget
{
    private const byte Run64 = 0x1F;
    private const int LongestFile = 1 << 20;

    private readonly byte[] _content = new byte[LongestFile];
    private readonly ScratchFile _file = new();

    public override string Name => "log-file";

    public override int LongestInput => 512;

    /// <summary>Logs of every format.</summary>
    public static IEnumerable<string> Logs =>
    [
        "# a note\n(1760000000.000000) can0 580#FAFFCA13002D0000\n(1760000000.100000) can0 713#22000300000000\r\n(1759999999.1) can0 580#FA\n",
        ";$FILEVERSION=1.1\n;$STARTTIME=45939.3680555556\n     1)         0.5  Rx         0580  8  FA FF CA 13 00 2D 00 00\n     2) 0.1 Rx 0713 7 RTR",
        "(1760000000.000000) can0 580#FA\n(1960000000.0) can0 580#FA\n(1960000000.1) can0 580#FA\n(1960000000.2) can0 580#FA\n\n",
        "nothing\n",
        string.Join('\n', [PacketLogTarget.Header, .. PacketLogTarget.Lines]),
    ];

    /// <summary>What stands in logs.</summary>
    public static IEnumerable<string> Parts =>
    [
        "\n", ";$FILEVERSION=1.1\n", ";$STARTTIME=0\n", "(1760000000.000000) can0 ", "(0.0) can0 580#FA\n", "(99999999999.9) can0 580#FA\n", "1) 0.5 Rx 0580 1 FF\n", "# ",
        PacketLogTarget.Header + "\n", .. PacketLogTarget.Tokens,
    ];

    protected override IEnumerable<string> SeedTexts =>
    [
        .. Logs,
        "\u001f\u0040\n(1760000000.000000) can0 580#FA\n\u001f\u0041\n\u001f\u007f",
    ];

    protected override IEnumerable<string> WordTexts => [.. Parts, "\u001f\u0040", "\u001f\u0041"];

    // The file's handles, its texts and its counts; the buffer is rented.
    public override long MostAllocated(int inputLength) => 32 * 1024;

    public override void Run(ReadOnlySpan<byte> input)
    {
        var content = _content.AsSpan(0, Expand(input));
        var path = _file.Write(content);
        ReadsEachLine(path, content);
        var log = LogFile.Inspect(path);
        Holds(log.State.Availability is Availability.On or Availability.Unsuitable);
        Holds(log.State.Availability == Availability.On || log.State is { Detail: not null, Advice: not null });
        if (log.State.Availability == Availability.On) Plays(log, content);
    }

    public override void Dispose()
    {
        base.Dispose();
        _file.Dispose();
    }

    private int Expand(ReadOnlySpan<byte> input)
    {
        var length = 0;
        for (var feed = new ByteFeed(input); !feed.IsEmpty;)
        {
            var value = feed.Byte();
            var count = value == Run64 ? 64 * feed.Byte() : 1;
            count = Math.Min(count, LongestFile - length);
            _content.AsSpan(length, count).Fill(value == Run64 ? (byte)'x' : value);
            length += count;
        }

        return length;
    }

    private static void ReadsEachLine(string path, ReadOnlySpan<byte> content)
    {
        using var lines = new LogLines(path);
        var expected = new ByteFeed(content);
        while (!expected.IsEmpty)
        {
            var right = expected.Line();
            Holds(lines.TryRead(out var line, out var isTooLong));
            Holds(isTooLong == right.Length > LogLines.MaxLineLength);
            Holds(isTooLong || line.SequenceEqual(right));
        }

        Holds(!lines.TryRead(out _, out _));
        Holds(lines.BytesRead == content.Length);
    }

    private static void Plays(LogFile log, ReadOnlySpan<byte> content)
    {
        Holds(log.Length == content.Length && log.Start.Offset == TimeSpan.Zero);
        using var playlist = new LogPlaylist(log);
        var (frames, unreadable, others, last) = (0, 0, 0, 0L);
        for (var item = playlist.Read(); item.Kind != LogItemKind.End; item = playlist.Read())
        {
            Holds(item.Time >= last);
            last = item.Time;
            if (item.Kind == LogItemKind.Unreadable) unreadable++;
            else if (item.Kind is LogItemKind.Frame or LogItemKind.Packet) frames++;
            else others++;
            if (item.Kind == LogItemKind.Frame) CanOracle.Judge(item.Entry);
            else if (item.Kind != LogItemKind.Unreadable) Holds(log.Recording is not null);
        }

        var lines = content.Count((byte)'\n') + (content.IsEmpty || content[^1] == '\n' ? 0 : 1);
        var counts = playlist.Count(unheard: 0);
        Holds(counts.Frames == frames && playlist.Frames == frames);
        Holds(counts.BadLines == unreadable);
        Holds(counts.Lines == lines && lines >= frames + unreadable + others);
        Holds(counts.BytesRead == content.Length && counts.TotalBytes == content.Length);
        Holds(counts.RanBack <= frames + others && counts.ClockSets <= frames + others);
        Holds(!counts.IsTorn || (content[^1] != '\n' && unreadable > 0));
    }
}
