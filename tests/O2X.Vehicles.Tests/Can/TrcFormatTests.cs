using System.Text;
using CsCheck;
using O2X.Vehicles.Can;

namespace O2X.Vehicles.Tests.Can;

public sealed class TrcFormatTests
{
    private static readonly long Start = DateTime.UnixEpoch.Ticks;

    [Theory]
    [InlineData("     1)         0.5  Rx         0580  8  FA FF CA 13 00 2D 00 00", 5_000, 0x580u, 8, 0x0000_2D00_13CA_FFFAul)]
    [InlineData("     2)      1283.0  Rx         0714  2  01 00", 12_830_000, 0x714u, 2, 1ul)]
    [InlineData("     3)      1283.1  Rx     18EFC034  3  01 02 03", 12_831_000, 0x98EF_C034u, 3, 0x030201ul)]
    [InlineData("     4)      1283.1  Rx         0713  7  RTR", 12_831_000, 0x4000_0713u, 7, 0ul)]
    [InlineData("     5)      1283.1  Rx         0713  0  RTR", 12_831_000, 0x4000_0713u, 0, 0ul)]
    [InlineData("     6)      1283.1  Rx         0713  0 ", 12_831_000, 0x713u, 0, 0ul)]
    [InlineData("     7)      1284.0  Warng  FFFFFFFF  4  00 00 00 00", 12_840_000, 0x2000_0004u, 8, 0ul)]
    [InlineData("     8)      1285.0  Error      0008  4  00 00 00 00", 12_850_000, 0x2000_0008u, 8, 0ul)]
    public void Reads_and_writes_a_line(string line, long after, uint rawId, int length, ulong bits)
    {
        var trace = new TrcFormat();
        Assert.Equal(CanTextFault.None, Parse(trace, line, out var entry));
        Assert.Equal(new CanLogEntry(Start + after, CanFrame.FromRaw(rawId, length, bits)), entry);
        Assert.Equal(line, Format(trace, entry, int.Parse(line.Split(')')[0])));
    }

    [Theory]
    [InlineData("1) 0.5 Tx 0580 1 fa")]
    [InlineData("1) 0.5000 Rx 0580 1 FA\r\n")]
    public void Tolerates_other_ways_of_writing_the_same(string line)
    {
        Assert.Equal(CanTextFault.None, Parse(new TrcFormat(), line, out var entry));
        Assert.Equal(new CanLogEntry(Start + 5_000, CanFrame.FromRaw(0x580, 1, 0xFA)), entry);
    }

    [Theory]
    [InlineData("", CanTextFault.Skipped)]
    [InlineData(";$FILEVERSION=1.1", CanTextFault.Skipped)]
    [InlineData(";---+--   ----+----  --+--", CanTextFault.Skipped)]
    [InlineData(";$STARTTIME=", CanTextFault.BadTimestamp)]
    [InlineData(";$STARTTIME=-1", CanTextFault.BadTimestamp)]
    [InlineData(";$STARTTIME=1000000", CanTextFault.BadTimestamp)]
    [InlineData(";$STARTTIME=99999999999999999999999999999999999", CanTextFault.BadTimestamp)]
    [InlineData("(1760000000.000000) can0 580#FA", CanTextFault.BadLayout)]
    [InlineData("1)", CanTextFault.BadTimestamp)]
    [InlineData("1) x Rx 0580 1 FA", CanTextFault.BadTimestamp)]
    [InlineData("1) 1.23456 Rx 0580 1 FA", CanTextFault.BadTimestamp)]
    [InlineData("1) 1234567890123 Rx 0580 1 FA", CanTextFault.BadTimestamp)]
    [InlineData("1) 0.5", CanTextFault.Truncated)]
    [InlineData("1) 0.5 Rx", CanTextFault.Truncated)]
    [InlineData("1) 0.5 Rx 0580", CanTextFault.Truncated)]
    [InlineData("1) 0.5 Rx 0580 2 FA", CanTextFault.Truncated)]
    [InlineData("1) 0.5 Rx 0580 2 FA F", CanTextFault.Truncated)]
    [InlineData("1) 0.5 Rx 0580 2 FA FFF", CanTextFault.BadLayout)]
    [InlineData("1) 0.5 Rx 0580 2 FA RTR", CanTextFault.BadLayout)]
    [InlineData("1) 0.5 Rx 0580 - FA", CanTextFault.BadLayout)]
    [InlineData("1) 0.5 Rx 0580 2 FA XX", CanTextFault.NotHexadecimal)]
    [InlineData("1) 0.5 Rx 05Z0 1 FA", CanTextFault.NotHexadecimal)]
    [InlineData("1) 0.5 Rx 0580 1 FA FF", CanTextFault.TooLong)]
    [InlineData("1) 0.5 Rx 0580 9 FA FF CA 13 00 2D 00 00 11", CanTextFault.TooLong)]
    [InlineData("1) 0.5 Rx 0580 12 FA", CanTextFault.TooLong)]
    [InlineData("1) 0.5 Rx 580 1 FA", CanTextFault.BadId)]
    [InlineData("1) 0.5 Rx 0800 1 FA", CanTextFault.BadId)]
    [InlineData("1) 0.5 Rx 20000000 1 FA", CanTextFault.BadId)]
    [InlineData("1) 0.5 FD 0580 1 FA", CanTextFault.Unsupported)]
    public void Says_why_a_line_gives_no_frame(string line, CanTextFault reason) => Assert.Equal(reason, Parse(new TrcFormat(), line, out _));

    [Theory]
    [InlineData(";$STARTTIME=0", "1899-12-30T00:00:00.0000000")]
    [InlineData(";$STARTTIME=25569", "1970-01-01T00:00:00.0000000")]
    [InlineData(";$STARTTIME=45939.25", "2025-10-09T06:00:00.0000000")]
    [InlineData(";$STARTTIME=45939.3680555556\r\n", "2025-10-09T08:50:00.0000038")]
    public void Counts_days_from_the_eve_of_1900(string line, string start)
    {
        var trace = new TrcFormat();
        Assert.Equal(CanTextFault.Skipped, Parse(trace, line, out _));
        Assert.Equal(start, new DateTime(trace.Start).ToString("yyyy-MM-ddTHH:mm:ss.fffffff"));
        Assert.Equal(CanTextFault.None, Parse(trace, "1) 100.0 Rx 0580 0", out var entry));
        Assert.Equal(trace.Start + TimeSpan.TicksPerMillisecond * 100, entry.Timestamp);
    }

    [Theory]
    [InlineData(";$FILEVERSION=1.1", true)]
    [InlineData(";$FILEVERSION=1.1\r\n", true)]
    [InlineData(";$FILEVERSION=2.0", false)]
    [InlineData(";$FILEVERSION=1.12", false)]
    [InlineData("", false)]
    public void Knows_its_version(string line, bool known) => Assert.Equal(known, TrcFormat.IsHeader(Encoding.ASCII.GetBytes(line)));

    [Fact]
    public void Reads_what_it_wrote() =>
        Gen.Select(Gen.Long[0, 1_000_000_000_000], CanGen.Frame, Gen.Int[1, 99_999_999]).Sample((tenths, frame, number) =>
        {
            var trace = new TrcFormat();
            var entry = new CanLogEntry(Start + tenths * 1_000, frame);
            return Parse(trace, Format(trace, entry, number), out var again) == CanTextFault.None && again == entry;
        });

    [Fact]
    public void Never_throws_on_any_bytes() => Gen.Byte.Array[0, 80].Sample(bytes => new TrcFormat().TryParse(bytes, out _) != CanTextFault.None);

    [Fact]
    public void Never_throws_on_a_damaged_line() =>
        CanGen.Mutated(Gen.Select(CanGen.Frame, Gen.Bool, (frame, header) =>
            header ? ";$STARTTIME=45939.3680555556" : Format(new TrcFormat(), new CanLogEntry(Start, frame), 1))).Sample(bytes =>
        {
            var trace = new TrcFormat();
            var fault = trace.TryParse(bytes, out var entry);
            return fault != CanTextFault.None || (entry.Frame.Length <= 8 && entry.Timestamp >= trace.Start);
        });

    private static CanTextFault Parse(TrcFormat trace, string line, out CanLogEntry entry) => trace.TryParse(Encoding.ASCII.GetBytes(line), out entry);

    private static string Format(TrcFormat trace, CanLogEntry entry, long number)
    {
        var buffer = new byte[80];
        Assert.True(trace.TryFormat(entry, number, buffer, out var written));
        return Encoding.ASCII.GetString(buffer, 0, written);
    }
}
