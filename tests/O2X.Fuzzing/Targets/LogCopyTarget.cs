using O2X.Links;
using O2X.Links.Can.Log;
using O2X.Links.Recording;
using O2X.Vehicles.Anonymising;
using O2X.Vehicles.Can;
using static O2X.Fuzzing.Oracle;

namespace O2X.Fuzzing.Targets;

/// <summary>A log that is copied into the format that is recorded in, as it is and anonymised.</summary>
internal sealed class LogCopyTarget : TextTarget
{
    private readonly ScratchFile _log = new();
    private readonly ScratchFile _copied = new();
    private readonly byte[] _packet = new byte[ILinkSink.MaxPacketLength];
    private readonly MemoryStream _copy = new();
    private readonly MemoryStream _again = new();

    public override string Name => "log-copy";

    public override int LongestInput => 512;

    protected override IEnumerable<string> SeedTexts => LogFileTarget.Logs;

    protected override IEnumerable<string> WordTexts => LogFileTarget.Parts;

    // Each copy has a buffer.
    public override long MostAllocated(int inputLength) => 384 * 1024 + (512 * inputLength);

    public override void Run(ReadOnlySpan<byte> input)
    {
        var log = LogFile.Inspect(_log.Write(input));
        if (log.State.Availability != Availability.On) return;

        var counts = Copy(log.Path, _copy, anonymiser: null);
        Judge(log.Recording is not null, counts);
        if (_copy.Length == 0) return;

        // A copy of the copy is the same.
        Holds(Copy(_copied.Write(Content(_copy)), _again, anonymiser: null).Frames == counts.Frames);
        Holds(Content(_again).SequenceEqual(Content(_copy)));
        Holds(Copy(log.Path, _copy, new Anonymiser(AnonymiserTarget.Draws())).Frames == counts.Frames);
        Judge(log.Recording is not null, counts);
    }

    public override void Dispose()
    {
        base.Dispose();
        _log.Dispose();
        _copied.Dispose();
        _copy.Dispose();
        _again.Dispose();
    }

    private static ReadOnlySpan<byte> Content(MemoryStream stream) => stream.GetBuffer().AsSpan(0, (int)stream.Length);

    private static LogStatistics Copy(string path, MemoryStream destination, Anonymiser? anonymiser)
    {
        destination.SetLength(0);
        return new LogCopy(path, destination, anonymiser).Run();
    }

    private void Judge(bool isRecording, LogStatistics counts)
    {
        var feed = new ByteFeed(Content(_copy));
        if (isRecording) Holds(PacketLogFormat.TryParseHeader(feed.Line(), out _, out _));
        var frames = 0;
        while (!feed.IsEmpty)
        {
            var line = feed.Line();
            var entry = default(PacketLogEntry);
            var fault = isRecording ? PacketLogFormat.TryParse(line, _packet, out entry) : CandumpFormat.TryParse(line, out _);
            Holds(fault == CanTextFault.None);
            if (!isRecording || entry.Kind == PacketLogEntryKind.Packet) frames++;
        }

        Holds(frames == counts.Frames);
    }
}
