using System.Text;
using O2X.Vehicles.Can;

namespace O2X.Vehicles.Tests.Can;

public sealed class CanLogParserTests
{
    [Theory]
    [InlineData("(1760000000.000000) can0 580#FA", CanLogFormat.Candump)]
    [InlineData("(1760000000.000000) can0 58X#FA", CanLogFormat.Candump)]
    [InlineData("(1760000000.000000) can0 580##1FA", CanLogFormat.Candump)]
    [InlineData(";$FILEVERSION=1.1", CanLogFormat.Trc)]
    [InlineData(";$FILEVERSION=2.1", null)]
    [InlineData("# note", null)]
    [InlineData("", null)]
    [InlineData("date Mon Nov 10 08:00:00 2025", null)]
    public void Recognises_a_format_by_a_line(string line, CanLogFormat? format) =>
        Assert.Equal(format, CanLogParser.Recognise(Encoding.ASCII.GetBytes(line))?.Format);

    [Theory]
    [InlineData("(0.000000) can0 580#FA", "(0.000000) can0 580#FA")]
    [InlineData(";$FILEVERSION=1.1", "1) 0.0 Rx 0580 1 FA")]
    public void Reads_the_format_that_it_recognised(string first, string line)
    {
        var parser = CanLogParser.Recognise(Encoding.ASCII.GetBytes(first))!;
        Assert.Equal(CanTextFault.None, parser.TryParse(Encoding.ASCII.GetBytes(line), out var entry));
        Assert.Equal(new CanLogEntry(DateTime.UnixEpoch.Ticks, CanFrame.Create(0x580, [0xFA])), entry);
    }
}
