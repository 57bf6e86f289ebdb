using O2X.Vehicles.Can;
using static O2X.Fuzzing.Oracle;

namespace O2X.Fuzzing.Targets;

/// <summary>The lines of a log whose format is told by what is in it.</summary>
internal sealed class CanLogTarget : TextTarget
{
    public override string Name => "can-log";

    protected override IEnumerable<string> SeedTexts =>
    [
        "# a note\n(1760000000.000000) can0 580#FAFFCA13002D0000\n(1760000000.100000) can0 713#22000300000000\n",
        ";$FILEVERSION=1.1\n;$STARTTIME=45939.3680555556\n     1)         0.5  Rx         0580  8  FA FF CA 13 00 2D 00 00\n",
        "(1760000000.000000) can0 58\n;$FILEVERSION=1.1\n",
    ];

    protected override IEnumerable<string> WordTexts =>
        [";$FILEVERSION=1.1\n", ";$STARTTIME=", "(1760000000.000000) can0 ", "580#FA", "\n", "1) 0.5 Rx 0580 1 FF\n", "# "];

    // The parsers are objects.
    public override long MostAllocated(int inputLength) => 256;

    public override void Run(ReadOnlySpan<byte> input)
    {
        CanLogParser? parser = null;
        var recognising = new ByteFeed(input);
        while (parser is null && !recognising.IsEmpty)
        {
            var line = recognising.Line();
            parser = CanLogParser.Recognise(line);
            Holds(parser is null || parser.Format == CanLogFormat.Trc == TrcFormat.IsHeader(line));
        }

        if (parser is null) return;
        var trace = new TrcFormat();
        var reading = new ByteFeed(input);
        while (!reading.IsEmpty)
        {
            var line = reading.Line();
            var fault = parser.TryParse(line, out var entry);
            var expectedFault = parser.Format == CanLogFormat.Trc ? trace.TryParse(line, out var expected) : CandumpFormat.TryParse(line, out expected);
            Holds(fault == expectedFault);
            Holds(fault != CanTextFault.None || entry == expected);
        }
    }
}
