using System.Text;
using CsCheck;
using O2X.Links.Recording;
using O2X.Vehicles;
using O2X.Vehicles.Anonymising;
using O2X.Vehicles.Can;

namespace O2X.Links.Tests.Recording;

public class PacketLogFormatTests
{
    private const string HeaderLine =
        """{"o2x":"packets","version":1,"profile":"open-link","source":"sim","startedAt":"2026-01-02T03:04:05.0600000Z","vin":"VR1AB12C3D4567890","anonymised":false,"software":"o2x 0.1.0"}""";

    private static readonly PacketLogHeader Header =
        new("open-link", "sim", new DateTimeOffset(2026, 1, 2, 3, 4, 5, 60, TimeSpan.Zero), Vin.Parse("VR1AB12C3D4567890")) { Software = "o2x 0.1.0" };

    private readonly PacketLogWriter _writer = new();

    public static TheoryData<string, PacketLogEntry> Lines => new()
    {
        { """{"t":0,"hex":""}""", new(PacketLogEntryKind.Packet, 0) },
        { """{"t":1.2500001,"hex":"00FF7E"}""", new(PacketLogEntryKind.Packet, 12_500_001) { Length = 3 } },
        { """{"t":0.5,"link":"connected","address":"02:00","name":"O2X","rssi":-58}""", Connected(5_000_000, "02:00", "O2X", -58) },
        { """{"t":0.5,"link":"connected","address":"02:00"}""", Connected(5_000_000, "02:00", null, null) },
        { """{"t":9,"link":"lost","reason":"linkLoss"}""", Lost(90_000_000, new(LinkLossReason.LinkLoss)) },
        { """{"t":9,"link":"lost","reason":"unknown","code":19,"detail":"What?","advice":"That."}""", Lost(90_000_000, new(LinkLossReason.Unknown, "What?", "That.", 19)) },
        { """{"t":86400.5,"link":"ended"}""", new(PacketLogEntryKind.Ended, 864_005_000_000) },
    };

    public static TheoryData<string, CanTextFault> BadLines => new()
    {
        { "", CanTextFault.Skipped },
        { "  \r", CanTextFault.Skipped },
        { "# a note", CanTextFault.Skipped },
        { """{"t":1,"link":"sleeping"}""", CanTextFault.Skipped },
        { "rubbish", CanTextFault.BadLayout },
        { "[1]", CanTextFault.BadLayout },
        { "{}", CanTextFault.BadTimestamp },
        { """{"t":1}""", CanTextFault.BadLayout },
        { """{"t":1,"hex":"00"}}""", CanTextFault.BadLayout },
        { """{"t":1,"hex":"00"} more""", CanTextFault.Truncated },
        { """{"t":1,"hex":"00""", CanTextFault.Truncated },
        { """{"t":1,"hex":"0""", CanTextFault.Truncated },
        { """{"t":1""", CanTextFault.Truncated },
        { "{", CanTextFault.Truncated },
        { """{"t":1,"hex":"000"}""", CanTextFault.Truncated },
        { """{"t":1,"hex":"0G"}""", CanTextFault.NotHexadecimal },
        { """{"t":1,"hex":"\u0030\u0030"}""", CanTextFault.NotHexadecimal },
        { """{"t":1,"hex":12}""", CanTextFault.NotHexadecimal },
        { $$"""{"t":1,"hex":"{{new string('0', 1026)}}"}""", CanTextFault.TooLong },
        { """{"hex":"00"}""", CanTextFault.BadTimestamp },
        { """{"t":"1","hex":"00"}""", CanTextFault.BadTimestamp },
        { """{"t":-1,"hex":"00"}""", CanTextFault.BadTimestamp },
        { """{"t":1e30,"hex":"00"}""", CanTextFault.BadTimestamp },
        { HeaderLine, CanTextFault.Unsupported },
    };

    public static TheoryData<string, string> BadHeaders => new()
    {
        { HeaderLine[..^1], "has no readable header" },
        { HeaderLine + "}", "has no readable header" },
        { HeaderLine.Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal), "was recorded in version 2 of the format, of which this software knows 1" },
        { HeaderLine.Replace("\"version\":1", "\"version\":0", StringComparison.Ordinal), "has a header without a version" },
        { HeaderLine.Replace("\"open-link\"", "7", StringComparison.Ordinal), "has a header that does not name the packets' profile" },
        { HeaderLine.Replace("2026-01-02T", "yesterday ", StringComparison.Ordinal), "has a header that does not tell when the recording began" },
        { HeaderLine.Replace("2026-01-02T", "9999-01-02T", StringComparison.Ordinal), "has a header that does not tell when the recording began" },
        { HeaderLine.Replace("VR1", "VQ1", StringComparison.Ordinal), "has a header without a valid VIN" },
        { """{"o2x":"packets"}""", "has a header without a version" },
    };

    [Fact]
    public void Writes_and_reads_a_header()
    {
        Assert.Equal(HeaderLine + "\n", Encoding.UTF8.GetString(_writer.Header(Header)));
        Assert.True(PacketLogFormat.IsHeader(Encoding.UTF8.GetBytes(HeaderLine)));
        Assert.True(PacketLogFormat.TryParseHeader(Encoding.UTF8.GetBytes(HeaderLine), out var header, out var problem));
        Assert.Equal(Header, header);
        Assert.Null(problem);
    }

    [Theory]
    [MemberData(nameof(BadHeaders))]
    public void Says_what_is_wrong_with_a_header(string line, string expected)
    {
        Assert.False(PacketLogFormat.TryParseHeader(Encoding.UTF8.GetBytes(line), out var header, out var problem));
        Assert.Null(header);
        Assert.Equal(expected, problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"version":1}""")]
    [InlineData("""{"o2x":1}""")]
    [InlineData("""{"o2x":"frames"}""")]
    [InlineData("""{"\ud800":"packets"}""")]
    [InlineData("""{"o2x":"\ud800"}""")]
    [InlineData("(1760000000.000000) can0 580#FAFF")]
    public void Knows_what_is_no_header(string line) => Assert.False(PacketLogFormat.IsHeader(Encoding.UTF8.GetBytes(line)));

    [Theory]
    [MemberData(nameof(Lines))]
    public void Reads_and_writes_a_line(string line, PacketLogEntry expected)
    {
        var packet = new byte[ILinkSink.MaxPacketLength];
        Assert.Equal(CanTextFault.None, PacketLogFormat.TryParse(Encoding.UTF8.GetBytes(line), packet, out var entry));
        Assert.Equal(expected with { Sighting = null }, entry with { Sighting = null });
        Assert.Equal(Seen(expected.Sighting), Seen(entry.Sighting));
        Assert.Equal(line + "\n", Write(_writer, entry, packet));
    }

    [Theory]
    [MemberData(nameof(BadLines))]
    public void Says_why_a_line_gives_nothing(string line, CanTextFault expected) =>
        Assert.Equal(expected, PacketLogFormat.TryParse(Encoding.UTF8.GetBytes(line), new byte[ILinkSink.MaxPacketLength], out _));

    [Fact]
    public void Passes_over_keys_that_it_does_not_know()
    {
        Assert.Equal(
            CanTextFault.None,
            PacketLogFormat.TryParse("""{"x":{"y":[1,{"hex":"FF"}]},"t":2,"hex":"0102","z":null}"""u8, new byte[2], out var entry));
        Assert.Equal(new PacketLogEntry(PacketLogEntryKind.Packet, 20_000_000) { Length = 2 }, entry);
    }

    [Fact]
    public void Takes_a_reason_that_it_does_not_know_for_unknown()
    {
        foreach (var reason in new[] { "\"gremlins\"", "\"none\"", "\"4\"", "4", "null" })
        {
            PacketLogFormat.TryParse(Encoding.UTF8.GetBytes($$"""{"t":1,"link":"lost","reason":{{reason}}}"""), [], out var entry);
            Assert.Equal(new LinkFault(LinkLossReason.Unknown), entry.Fault);
        }
    }

    [Fact]
    public void Keeps_texts_short_and_without_control_characters()
    {
        var line = $$"""{"t":1,"link":"lost","reason":"linkLoss","detail":"\u001b[31mred\n{{new string('x', 1000)}}"}""";
        PacketLogFormat.TryParse(Encoding.UTF8.GetBytes(line), [], out var entry);

        Assert.StartsWith(" [31mred xxx", entry.Fault!.Detail, StringComparison.Ordinal);
        Assert.Equal(256, entry.Fault.Detail!.Length);
    }

    [Fact]
    public void Writes_whatever_a_source_says_in_one_line()
    {
        var text = new string('\ud800', 2) + "a\nb" + "😀" + new string('y', 5000);
        var line = Encoding.UTF8.GetString(_writer.Connected(0, new Sighting(text, 0) { Name = text }));

        Assert.Equal(1, line.Count(c => c == '\n'));
        Assert.True(line.Length < 4096);
        Assert.Equal(CanTextFault.None, PacketLogFormat.TryParse(Encoding.UTF8.GetBytes(line), [], out _));
    }

    [Fact]
    public void Writes_nothing_that_names_the_vehicle_or_its_dongle_when_it_anonymises()
    {
        var anonymiser = new Anonymiser();
        var writer = new PacketLogWriter(anonymiser);
        var sighting = new Sighting("02:00:AB", 0) { Name = "Jane's car", Rssi = -58, ManufacturerData = new byte[] { 1, 2 } };
        var lines = string.Concat(
            Encoding.UTF8.GetString(writer.Header(Header)),
            Encoding.UTF8.GetString(writer.Connected(0, sighting)),
            Encoding.UTF8.GetString(writer.Packet(1, "VR1AB12C3D4567890"u8)),
            Encoding.UTF8.GetString(writer.Lost(2, new LinkFault(LinkLossReason.LinkLoss, "02:00:AB has gone", "Find Jane"))));

        Assert.Equal(
            HeaderLine.Replace("VR1AB12C3D4567890", anonymiser.Replace(Header.Vin).Full, StringComparison.Ordinal).Replace("false", "true", StringComparison.Ordinal) + "\n"
            + """{"t":0,"link":"connected","rssi":-58}""" + "\n"
            + $$"""{"t":0.0000001,"hex":"{{new string('0', 34)}}"}""" + "\n"
            + """{"t":0.0000002,"link":"lost","reason":"linkLoss"}""" + "\n",
            lines);
    }

    [Fact]
    public void Reads_what_it_wrote() => Gen.Select(Gen.Long[0, 1_000_000_000_000_000], Gen.Byte.Array[0, 512]).Sample((at, packet) =>
    {
        var read = new byte[ILinkSink.MaxPacketLength];
        return PacketLogFormat.TryParse(new PacketLogWriter().Packet(at, packet), read, out var entry) == CanTextFault.None
            && entry == new PacketLogEntry(PacketLogEntryKind.Packet, at) { Length = packet.Length }
            && read.AsSpan(0, packet.Length).SequenceEqual(packet);
    });

    [Fact]
    public void Never_throws_on_any_bytes() => Gen.OneOf(Gen.Byte.Array[0, 80], Gen.Byte.Array[0, 80].Select(rest => (byte[])[(byte)'{', .. rest])).Sample(bytes =>
    {
        PacketLogFormat.TryParse(bytes, new byte[ILinkSink.MaxPacketLength], out _);
        return !PacketLogFormat.TryParseHeader(bytes, out _, out _);
    });

    [Fact]
    public void Writes_again_whatever_it_made_of_a_damaged_line() =>
        Gen.Select(Gen.Int[0, Lines.Count], Gen.Select(Gen.Int[0, 200], Gen.Int[0, 2], Gen.Byte).Array[0, 4]).Sample((number, changes) =>
        {
            var line = Damaged(number == Lines.Count ? HeaderLine : (string)Lines.ElementAt(number)[0], changes);
            var packet = new byte[ILinkSink.MaxPacketLength];
            if (PacketLogFormat.TryParseHeader(line, out var header, out _))
                return PacketLogFormat.TryParseHeader(new PacketLogWriter().Header(header), out var againHeader, out _) && againHeader == header;
            if (PacketLogFormat.TryParse(line, packet, out var entry) != CanTextFault.None) return true;
            var written = Write(new PacketLogWriter(), entry, packet);
            return PacketLogFormat.TryParse(Encoding.UTF8.GetBytes(written), packet, out var again) == CanTextFault.None
                && again with { Sighting = null } == entry with { Sighting = null }
                && Seen(again.Sighting) == Seen(entry.Sighting);
        });

    private static byte[] Damaged(string text, (int Place, int Kind, byte Value)[] changes)
    {
        var bytes = Encoding.UTF8.GetBytes(text).ToList();
        foreach (var (place, kind, value) in changes)
        {
            var at = place % bytes.Count;
            if (kind == 0) bytes[at] = value;
            else if (kind == 1) bytes.RemoveAt(at);
            else bytes.Insert(at, bytes[at]);
        }

        return [.. bytes];
    }

    private static string Write(PacketLogWriter writer, PacketLogEntry entry, byte[] packet) => Encoding.UTF8.GetString(entry.Kind switch
    {
        PacketLogEntryKind.Packet => writer.Packet(entry.At, packet.AsSpan(0, entry.Length)),
        PacketLogEntryKind.Connected => writer.Connected(entry.At, entry.Sighting!),
        PacketLogEntryKind.Lost => writer.Lost(entry.At, entry.Fault!),
        _ => writer.Ended(entry.At),
    });

    private static (string? Address, string? Name, int? Rssi, long? At) Seen(Sighting? sighting) =>
        (sighting?.Address, sighting?.Name, sighting?.Rssi, sighting?.Timestamp);

    private static PacketLogEntry Connected(long at, string address, string? name, int? rssi) =>
        new(PacketLogEntryKind.Connected, at) { Sighting = new Sighting(address, at) { Name = name, Rssi = rssi } };

    private static PacketLogEntry Lost(long at, LinkFault fault) => new(PacketLogEntryKind.Lost, at) { Fault = fault };
}
