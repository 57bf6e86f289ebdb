using O2X.Vehicles.Can;
using static O2X.Fuzzing.Oracle;

namespace O2X.Fuzzing.Targets;

/// <summary>A line of <c>candump -L</c>.</summary>
internal sealed class CandumpTarget : TextTarget
{
    public override string Name => "candump";

    protected override IEnumerable<string> SeedTexts =>
    [
        "(1760000000.000000) can0 580#FAFFCA13002D0000",
        "(1760000001.5) vcan12 7FF#\r\n",
        "(1760000000.000000001) can0 1FFFFFFF#1122 R",
        "(1760000000.000000) can0 20000088#0000000000000000",
        "(1760000000.000000) can0 580#R5",
        "(1760000000.000000) can0 580##1FAFF",
        "(1760000000.000000) can0 123#81:00:12345678#1122",
        "# a note",
    ];

    protected override IEnumerable<string> WordTexts =>
        ["(", ").", ".", ") ", " can0 ", "#", "##", "#R", "R8", " T", "580#", "1FFFFFFF#", "20000000#", "99999999999", "FF", "00", "\r\n"];

    public override void Run(ReadOnlySpan<byte> input)
    {
        var fault = CandumpFormat.TryParse(input, out var entry);
        CanOracle.Judge(fault);
        SaysTheSameBetweenBlanks(input, fault, entry);
        if (fault != CanTextFault.None) return;

        CanOracle.Judge(entry);
        var cut = new CanLogEntry(entry.Timestamp / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, entry.Frame);
        Span<byte> line = stackalloc byte[CandumpFormat.MaxLineLength];
        Holds(CandumpFormat.TryFormat(entry, "can0"u8, line, out var written));
        Holds(CandumpFormat.TryParse(line[..written], out var again) == CanTextFault.None);
        Holds(again == cut);
    }

    private static void SaysTheSameBetweenBlanks(ReadOnlySpan<byte> input, CanTextFault fault, in CanLogEntry entry)
    {
        Span<byte> line = stackalloc byte[input.Length + 4];
        line.Fill((byte)' ');
        input.CopyTo(line[1..]);
        "\r\n"u8.CopyTo(line[^2..]);
        Holds(CandumpFormat.TryParse(line, out var again) == fault);
        Holds(again == entry || fault != CanTextFault.None);
    }
}
