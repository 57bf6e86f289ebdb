using O2X.Links;
using O2X.Links.Recording;
using O2X.Vehicles.Can;
using static O2X.Fuzzing.Oracle;

namespace O2X.Fuzzing.Targets;

/// <summary>The lines of a recording of packets, the first of which is taken for its header too.</summary>
internal sealed class PacketLogTarget : TextTarget
{
    private readonly byte[] _packet = new byte[ILinkSink.MaxPacketLength];
    private readonly byte[] _packetAgain = new byte[ILinkSink.MaxPacketLength];
    private readonly PacketLogWriter _writer = new();

    public override string Name => "packet-log";

    public override int LongestInput => 400;

    public static string Header =>
        """{"o2x":"packets","version":1,"profile":"open-link","source":"sim","startedAt":"2026-01-02T03:04:05.0600000Z","vin":"VR1AB12C3D4567890","anonymised":false,"software":"o2x 0.1.0"}""";

    public static IEnumerable<string> Lines =>
    [
        """{"t":0.5,"link":"connected","address":"02:00:00:00:00:01","name":"O2X","rssi":-58}""",
        """{"t":1.2500001,"hex":"1100FF7E"}""",
        """{"t":9,"link":"lost","reason":"linkLoss","code":19,"detail":"What?","advice":"That."}""",
        """{"t":86400.5,"link":"ended"}""",
    ];

    public static IEnumerable<string> Tokens =>
    [
        "\"o2x\":\"packets\"", "\"t\":", "\"hex\":", "\"link\":", "\"connected\"", "\"lost\"", "\"ended\"", "\"vin\":", "\"startedAt\":", "\"version\":", "\"code\":",
        "{\"\\ud800\":", "\"\\ud800\"", "\\u0000", "\\u006f2x", "1e9", "0.00000001", "-1", "null", "[[", "{", "}", "\n", ",", "\"1970-01-01T00:00:00+14:00\"", "\"5999-12-31T23:59:59.9999999-14:00\"",
    ];

    protected override IEnumerable<string> SeedTexts => [string.Join('\n', [Header, .. Lines.Take(2)]), Header, .. Lines, string.Join('\n', Lines.Skip(1)), "# a note\n\n{\"t\":1,\"link\":\"sleeping\"}"];

    protected override IEnumerable<string> WordTexts => Tokens;

    // The texts of a line, or the exception of a line that is none; such a line can have two bytes.
    public override long MostAllocated(int inputLength) => 16 * 1024 + (1024 * inputLength);

    public override void Run(ReadOnlySpan<byte> input)
    {
        JudgeHeader(new ByteFeed(input).Line());
        for (var feed = new ByteFeed(input); !feed.IsEmpty;) JudgeEntry(feed.Line());
    }

    private void JudgeHeader(ReadOnlySpan<byte> line)
    {
        var isHeader = PacketLogFormat.IsHeader(line);
        Holds(PacketLogFormat.TryParseHeader(line, out var header, out var problem) == header is not null);
        Holds(header is null == problem is not null);
        if (header is null)
        {
            Holds(!problem!.Any(char.IsControl));
            return;
        }

        Holds(isHeader);
        Holds(PacketLogFormat.TryParseHeader(_writer.Header(header), out var again, out _) && again == header);
    }

    private void JudgeEntry(ReadOnlySpan<byte> line)
    {
        var fault = PacketLogFormat.TryParse(line, _packet, out var entry);
        CanOracle.Judge(fault);
        if (fault != CanTextFault.None) return;

        Holds(entry.At is >= 0 and <= 1_000_000_000 * TimeSpan.TicksPerSecond);
        Holds(entry.Length >= 0 && (entry.Length == 0 || entry.Kind == PacketLogEntryKind.Packet));
        var written = entry.Kind switch
        {
            PacketLogEntryKind.Packet => _writer.Packet(entry.At, _packet.AsSpan(0, entry.Length)),
            PacketLogEntryKind.Connected => _writer.Connected(entry.At, entry.Sighting!),
            PacketLogEntryKind.Lost => _writer.Lost(entry.At, entry.Fault!),
            _ => _writer.Ended(entry.At),
        };
        Holds(PacketLogFormat.TryParse(written, _packetAgain, out var again) == CanTextFault.None);
        Holds((again.Kind, again.At, again.Length) == (entry.Kind, entry.At, entry.Length));
        Holds(_packet.AsSpan(0, entry.Length).SequenceEqual(_packetAgain.AsSpan(0, entry.Length)));
        Holds(again.Fault == entry.Fault);
        Holds((again.Sighting?.Address, again.Sighting?.Name, again.Sighting?.Rssi) == (entry.Sighting?.Address, entry.Sighting?.Name, entry.Sighting?.Rssi));
    }
}
