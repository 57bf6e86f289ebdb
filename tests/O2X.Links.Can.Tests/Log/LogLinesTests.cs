using System.Text;
using CsCheck;
using O2X.Links.Can.Log;

namespace O2X.Links.Can.Tests.Log;

public sealed class LogLinesTests
{
    [Fact]
    public void Reads_a_last_line_without_an_end() => Assert.Equal(["a", "", "b"], Read("a\n\nb"u8.ToArray()));

    [Fact]
    public void Reads_lines_across_the_buffers_edge() =>
        Gen.Select(Gen.Int[0, 4096].Array[150, 200], Gen.Bool).Sample(
            (lengths, ends) =>
            {
                var lines = lengths.Select((length, i) => new string((char)('a' + i % 26), length)).ToArray();
                var text = string.Join('\n', lines) + (ends || lengths[^1] == 0 ? "\n" : "");
                return Read(Encoding.ASCII.GetBytes(text)).SequenceEqual(lines);
            },
            iter: 20);

    [Theory]
    [InlineData(LogLines.MaxLineLength + 1)]
    [InlineData(300_000)]
    [InlineData(2_000_000)]
    public void Drops_a_line_that_is_too_long_and_goes_on_after_it(int length)
    {
        var rubbish = new string('x', length);
        Assert.Equal(["a", "too long", "b", "too long"], Read(Encoding.ASCII.GetBytes($"a\n{rubbish}\nb\n{rubbish}")));
    }

    [Fact]
    public void Stops_at_its_limit() => Assert.Equal(["too long"], Read(new byte[1_000_000], limit: 300_000));

    private static List<string> Read(byte[] content, long limit = long.MaxValue)
    {
        using var log = new TemporaryLog(content);
        using var lines = new LogLines(log.Path, limit);
        var read = new List<string>();
        while (lines.TryRead(out var line, out var isTooLong)) read.Add(isTooLong ? "too long" : Encoding.ASCII.GetString(line));
        Assert.True(lines.BytesRead == content.Length || lines.BytesRead >= limit);
        return read;
    }
}
