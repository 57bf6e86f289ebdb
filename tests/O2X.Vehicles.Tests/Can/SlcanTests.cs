using System.Text;
using CsCheck;
using O2X.Vehicles.Can;

namespace O2X.Vehicles.Tests.Can;

public sealed class SlcanTests
{
    [Theory]
    [InlineData("t5808FAFFCA13002D0000", 0x580u, 8, 0x0000_2D00_13CA_FFFAul, null)]
    [InlineData("t71420100EA5F", 0x714u, 2, 1ul, 59_999)]
    [InlineData("t7FF00000", 0x7FFu, 0, 0ul, 0)]
    [InlineData("t7FF0", 0x7FFu, 0, 0ul, null)]
    [InlineData("T1FFFFFFF1AB", 0x9FFF_FFFFu, 1, 0xABul, null)]
    [InlineData("r5808", 0x4000_0580u, 8, 0ul, null)]
    [InlineData("r58081234", 0x4000_0580u, 8, 0ul, 0x1234)]
    [InlineData("R18FF00000", 0xD8FF_0000u, 0, 0ul, null)]
    public void Reads_and_writes_a_message(string text, uint rawId, int length, ulong bits, int? time)
    {
        Assert.Equal(CanTextFault.None, SlcanFormat.TryParse(Encoding.ASCII.GetBytes(text), out var frame, out var milliseconds));
        Assert.Equal(CanGen.Describe(CanFrame.FromRaw(rawId, length, bits)), CanGen.Describe(frame));
        Assert.Equal(time, milliseconds);
        Assert.Equal(text, Format(frame, milliseconds));
    }

    [Theory]
    [InlineData("", CanTextFault.Skipped)]
    [InlineData("z", CanTextFault.Skipped)]
    [InlineData("Z", CanTextFault.Skipped)]
    [InlineData("V1013", CanTextFault.Skipped)]
    [InlineData("d58091122", CanTextFault.Unsupported)]
    [InlineData("hello", CanTextFault.Unsupported)]
    [InlineData("t58", CanTextFault.Truncated)]
    [InlineData("t580", CanTextFault.Truncated)]
    [InlineData("t5802FA", CanTextFault.Truncated)]
    [InlineData("t5801FA12", CanTextFault.Truncated)]
    [InlineData("t5801FA12345", CanTextFault.TooLong)]
    [InlineData("t5809", CanTextFault.TooLong)]
    [InlineData("t58X1FA", CanTextFault.NotHexadecimal)]
    [InlineData("t580XFA", CanTextFault.NotHexadecimal)]
    [InlineData("t5801FG", CanTextFault.NotHexadecimal)]
    [InlineData("t5801FA12XX", CanTextFault.NotHexadecimal)]
    [InlineData("t5801FAEA60", CanTextFault.BadTimestamp)]
    [InlineData("t8000", CanTextFault.BadId)]
    [InlineData("T200000000", CanTextFault.BadId)]
    public void Says_why_a_message_gives_no_frame(string text, CanTextFault reason) =>
        Assert.Equal(reason, SlcanFormat.TryParse(Encoding.ASCII.GetBytes(text), out _, out _));

    [Fact]
    public void Refuses_to_write_an_error_frame() =>
        Assert.Throws<ArgumentException>(() => SlcanFormat.TryFormat(CanFrame.FromRaw(CanFrame.ErrorFlag, 8, 0), null, new byte[40], out _));

    [Fact]
    public void Finds_the_same_messages_however_the_stream_is_cut() =>
        Gen.Select(Gen.Select(CanGen.Frame, Gen.Int[-1, 59_999]).Array[0, 20], Gen.Int[1, 40].Array[1, 10]).Sample((frames, cuts) =>
        {
            var texts = frames.Select(item => Format(item.Item1, item.Item2 < 0 ? null : item.Item2)).ToArray();
            var found = Read(new SlcanReader(), Encoding.ASCII.GetBytes(string.Concat(texts.Select(text => text + '\r'))), cuts);
            return found.All(message => message.Fault == CanTextFault.None)
                && found.Select(message => Format(message.Frame, message.Milliseconds)).SequenceEqual(texts);
        });

    [Fact]
    public void Never_throws_on_any_stream() =>
        Gen.Select(Gen.OneOf(Gen.Byte, Gen.Int[0, 14].Select(i => "tT0123456789\r\a\n"u8[i])).Array[0, 200], Gen.Int[1, 40].Array[1, 5])
            .Sample((bytes, cuts) => Read(new SlcanReader(), bytes, cuts).Count <= bytes.Count(value => value == '\r'));

    [Theory]
    [InlineData("z\r\r\nt7140\r\n", "t7140")]
    [InlineData("t71\at7140\r", "t7140")]
    [InlineData("5802FAFF\rt7140\r", "Unsupported t7140")]
    [InlineData("tttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt\rt7140\r", "TooLong t7140")]
    [InlineData("t7140\rt58", "t7140")]
    public void Finds_its_way_back_into_the_stream(string stream, string expected)
    {
        foreach (var cut in new[] { 1, 2, 7, 1000 })
        {
            var found = Read(new SlcanReader(), Encoding.ASCII.GetBytes(stream), [cut]);
            Assert.Equal(expected, string.Join(' ', found.Select(message =>
                message.Fault == CanTextFault.None ? Format(message.Frame, message.Milliseconds) : message.Fault.ToString())));
        }
    }

    [Fact]
    public void Counts_refusals_and_forgets_on_reset()
    {
        var reader = new SlcanReader();
        Assert.Empty(Read(reader, "\a\at71"u8.ToArray(), [1]));
        Assert.Equal(2, reader.Refusals);
        reader.Reset();
        Assert.Equal("t7140", Format(Assert.Single(Read(reader, "t7140\r"u8.ToArray(), [3])).Frame, null));
    }

    private static List<SlcanMessage> Read(SlcanReader reader, byte[] stream, int[] cuts)
    {
        var found = new List<SlcanMessage>();
        for (int at = 0, i = 0; at < stream.Length; i++)
        {
            var size = Math.Min(cuts[i % cuts.Length], stream.Length - at);
            ReadOnlySpan<byte> chunk = stream.AsSpan(at, size);
            while (reader.TryRead(ref chunk, out var message)) found.Add(message);
            at += size;
        }

        return found;
    }

    private static string Format(CanFrame frame, int? milliseconds)
    {
        var buffer = new byte[SlcanFormat.MaxMessageLength];
        Assert.True(SlcanFormat.TryFormat(frame, milliseconds, buffer, out var written));
        return Encoding.ASCII.GetString(buffer, 0, written);
    }
}
