using System.Text;
using CsCheck;
using O2X.Vehicles.Can;

namespace O2X.Vehicles.Tests.Can;

public sealed class CandumpFormatTests
{
    private static readonly long Start = new DateTime(2025, 10, 9, 8, 53, 20).Ticks;

    [Theory]
    [InlineData("(1760000000.000000) can0 580#FAFFCA13002D0000", 0, 0x580u, 8, 0x0000_2D00_13CA_FFFAul)]
    [InlineData("(1760000000.000800) can0 714#0100", 8_000, 0x714u, 2, 0x0001ul)]
    [InlineData("(1760000001.500000) vcan12 7FF#", 15_000_000, 0x7FFu, 0, 0ul)]
    [InlineData("(1760000000.000001) can0 000#AB", 10, 0u, 1, 0xABul)]
    [InlineData("(1760000000.000000) can0 1FFFFFFF#1122", 0, 0x9FFF_FFFFu, 2, 0x2211ul)]
    [InlineData("(1760000000.000000) can0 00000580#01", 0, 0x8000_0580u, 1, 1ul)]
    [InlineData("(1760000000.000000) can0 20000088#0000000000000000", 0, 0x2000_0088u, 8, 0ul)]
    [InlineData("(1760000000.000000) can0 580#R", 0, 0x4000_0580u, 0, 0ul)]
    [InlineData("(1760000000.000000) can0 580#R5", 0, 0x4000_0580u, 5, 0ul)]
    [InlineData("(1760000000.000000) can0 18FF0000#R8", 0, 0xD8FF_0000u, 8, 0ul)]
    public void Reads_and_writes_a_line(string line, long after, uint rawId, int length, ulong bits)
    {
        Assert.Equal(CanTextFault.None, Parse(line, out var entry));
        Assert.Equal(new CanLogEntry(Start + after, CanFrame.FromRaw(rawId, length, bits)), entry);
        Assert.Equal(line, Format(entry, line.Split(' ')[1]));
    }

    [Theory]
    [InlineData("(1760000000.000000) can0 580#faFFca\r\n")]
    [InlineData("  (1760000000.000000)  can0  580#FAFFCA  ")]
    [InlineData("(1760000000.000000) can0 580#FAFFCA R")]
    [InlineData("(1760000000.000000) can0 580#FAFFCA T")]
    [InlineData("(1760000000.0) can0 580#FAFFCA")]
    [InlineData("(1760000000.000000000) can0 580#FAFFCA")]
    [InlineData("(01760000000.000000) can0 580#FAFFCA")]
    public void Tolerates_other_ways_of_writing_the_same(string line)
    {
        Assert.Equal(CanTextFault.None, Parse(line, out var entry));
        Assert.Equal(new CanLogEntry(Start, CanFrame.FromRaw(0x580, 3, 0xCAFFFA)), entry);
    }

    [Theory]
    [InlineData("", CanTextFault.Skipped)]
    [InlineData(" \r\n", CanTextFault.Skipped)]
    [InlineData("# a note", CanTextFault.Skipped)]
    [InlineData("; a note", CanTextFault.Skipped)]
    [InlineData("can0  580   [8]  FA FF CA 13 00 2D 00 00", CanTextFault.BadTimestamp)]
    [InlineData("(17600000zz.000000) can0 580#FA", CanTextFault.BadTimestamp)]
    [InlineData("(1760000000) can0 580#FA", CanTextFault.BadTimestamp)]
    [InlineData("(1760000000.) can0 580#FA", CanTextFault.BadTimestamp)]
    [InlineData("(.5) can0 580#FA", CanTextFault.BadTimestamp)]
    [InlineData("(123456789012.000000) can0 580#FA", CanTextFault.BadTimestamp)]
    [InlineData("(1760000000.0000000000) can0 580#FA", CanTextFault.BadTimestamp)]
    [InlineData("(", CanTextFault.BadTimestamp)]
    [InlineData("(1760000000.000000", CanTextFault.BadTimestamp)]
    [InlineData("(1760000000.000000)", CanTextFault.Truncated)]
    [InlineData("(1760000000.000000) can0", CanTextFault.Truncated)]
    [InlineData("(1760000000.000000) can0 58", CanTextFault.Truncated)]
    [InlineData("(1760000000.000000) can0 580#FAF", CanTextFault.Truncated)]
    [InlineData("(1760000000.000000) 580#FAFF", CanTextFault.BadLayout)]
    [InlineData("(1760000000.000000)can0 580#FAFF", CanTextFault.BadLayout)]
    [InlineData("(1760000000.000000) can0 5X0#FAFF", CanTextFault.NotHexadecimal)]
    [InlineData("(1760000000.000000) can0 580#FAGF", CanTextFault.NotHexadecimal)]
    [InlineData("(1760000000.000000) can0 580#FAFFCA13002D00 0", CanTextFault.NotHexadecimal)]
    [InlineData("(1760000000.000000) can0 580#XYZ", CanTextFault.NotHexadecimal)]
    [InlineData("(1760000000.000000) can0 580#RZ", CanTextFault.NotHexadecimal)]
    [InlineData("(1760000000.000000) can0 580#FAFFCA13002D000011", CanTextFault.TooLong)]
    [InlineData("(1760000000.000000) can0 580#FAFFCA13002D0000 and more", CanTextFault.TooLong)]
    [InlineData("(1760000000.000000) can0 580#R9", CanTextFault.TooLong)]
    [InlineData("(1760000000.000000) can0 580#R55", CanTextFault.TooLong)]
    [InlineData("(1760000000.000000) can0 800#FA", CanTextFault.BadId)]
    [InlineData("(1760000000.000000) can0 5800#FA", CanTextFault.BadId)]
    [InlineData("(1760000000.000000) can0 #FA", CanTextFault.BadId)]
    [InlineData("(1760000000.000000) can0 40000088#FA", CanTextFault.BadId)]
    [InlineData("(1760000000.000000) can0 FFFFFFFF#FA", CanTextFault.BadId)]
    [InlineData("(1760000000.000000) can0 580##1FAFF", CanTextFault.Unsupported)]
    [InlineData("(1760000000.000000) can0 123#81:00:12345678#1122", CanTextFault.Unsupported)]
    public void Says_why_a_line_gives_no_frame(string line, CanTextFault reason) => Assert.Equal(reason, Parse(line, out _));

    [Fact]
    public void Reads_what_it_wrote() =>
        Gen.Select(CanGen.Time, Gen.OneOf(CanGen.Frame, CanGen.ErrorFrame)).Sample((time, frame) =>
        {
            var entry = new CanLogEntry(time, frame);
            return Parse(Format(entry, "can0"), out var again) == CanTextFault.None && again == entry;
        });

    [Fact]
    public void Never_throws_on_any_bytes() => Gen.Byte.Array[0, 80].Sample(bytes => CandumpFormat.TryParse(bytes, out _) != CanTextFault.None);

    [Fact]
    public void Writes_again_whatever_it_made_of_a_damaged_line() =>
        CanGen.Mutated(Gen.Select(CanGen.Time, CanGen.Frame, (time, frame) => Format(new CanLogEntry(time, frame), "can0"))).Sample(bytes =>
        {
            if (CandumpFormat.TryParse(bytes, out var entry) != CanTextFault.None) return true;
            var whole = new CanLogEntry(entry.Timestamp / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, entry.Frame);
            return Parse(Format(entry, "can0"), out var again) == CanTextFault.None && again == whole;
        });

    [Fact]
    public void Says_when_there_is_no_room()
    {
        var entry = new CanLogEntry(Start, CanFrame.Create(0x580, [1, 2]));
        var line = Encoding.ASCII.GetBytes(Format(entry, "can0"));
        for (var room = 0; room < line.Length; room++)
        {
            Assert.False(CandumpFormat.TryFormat(entry, "can0"u8, new byte[room], out var written));
            Assert.Equal(0, written);
        }
    }

    private static CanTextFault Parse(string line, out CanLogEntry entry) => CandumpFormat.TryParse(Encoding.ASCII.GetBytes(line), out entry);

    private static string Format(CanLogEntry entry, string interfaceName)
    {
        var buffer = new byte[CandumpFormat.MaxLineLength];
        Assert.True(CandumpFormat.TryFormat(entry, Encoding.ASCII.GetBytes(interfaceName), buffer, out var written));
        return Encoding.ASCII.GetString(buffer, 0, written);
    }
}
