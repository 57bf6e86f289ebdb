using O2X.Vehicles.Can;
using static O2X.Fuzzing.Oracle;

namespace O2X.Fuzzing.Targets;

/// <summary>The lines of a PEAK trace.</summary>
internal sealed class TrcTarget : TextTarget
{
    private const int LongestLine = 80;
    private const long TicksPerTenth = TimeSpan.TicksPerMillisecond / 10;

    private static readonly long Eve = new DateTime(1899, 12, 30).Ticks;

    public override string Name => "trc";

    protected override IEnumerable<string> SeedTexts =>
    [
        ";$FILEVERSION=1.1\n;$STARTTIME=45939.3680555556\n     1)         0.5  Rx         0580  8  FA FF CA 13 00 2D 00 00\n",
        ";$STARTTIME=0\n     3)      1283.1  Rx     18EFC034  3  01 02 03\n     4)      1283.1  Tx         0713  7  RTR",
        "     5)      1300.9  Warng  FFFFFFFF  4  00 00 00 00\r\n     6)      1301.1234  Error      0008  4  00 00 00 00",
        "1) 999999999999.9999 Rx 1FFFFFFF 0\n",
    ];

    protected override IEnumerable<string> WordTexts =>
        [";$STARTTIME=", ";$FILEVERSION=1.1", "\n", "1) ", "0.5 ", "Rx ", "Tx ", "Warng ", "Error ", "0580 ", "1FFFFFFF ", "8 ", "FF ", "RTR", "999999", "0.00000000000000000000000001", "e9"];

    // The parser is an object.
    public override long MostAllocated(int inputLength) => 64;

    public override void Run(ReadOnlySpan<byte> input)
    {
        var trace = new TrcFormat();
        var feed = new ByteFeed(input);
        while (!feed.IsEmpty)
        {
            var fault = trace.TryParse(feed.Line(), out var entry);
            CanOracle.Judge(fault);
            Holds(trace.Start >= Eve);
            if (fault == CanTextFault.None) IsWrittenAndReadAgain(trace, entry);
        }

        Holds(trace.TryParse("1) 100.0 Rx 0580 1 AB"u8, out var good) == CanTextFault.None);
        Holds(good == new CanLogEntry(trace.Start + (100 * TimeSpan.TicksPerMillisecond), CanFrame.FromRaw(0x580, 1, 0xAB)));
    }

    private static void IsWrittenAndReadAgain(TrcFormat trace, in CanLogEntry entry)
    {
        CanOracle.Judge(entry);
        Holds(entry.Timestamp >= trace.Start);
        var cut = new CanLogEntry(entry.Timestamp - ((entry.Timestamp - trace.Start) % TicksPerTenth), entry.Frame);
        Span<byte> line = stackalloc byte[LongestLine];
        Holds(trace.TryFormat(entry, number: 1, line, out var written));
        Holds(trace.TryParse(line[..written], out var again) == CanTextFault.None);
        Holds(again == cut);
    }
}
