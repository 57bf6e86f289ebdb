using System.IO.Pipelines;
using System.Text;
using O2X.Actors.Hosting.Sources;
using O2X.Cli.Stdio;
using O2X.Cli.Verbs;
using Xunit;

namespace O2X.Cli.Tests.Stdio;

/// <summary><c>o2x pims</c> in this process, on virtual time.</summary>
public sealed class PimsStdioTests
{
    private const string Initialize = """{"id":"0","method":"initialize"}""";

    [Fact]
    public async Task Answers_each_call_with_its_id_and_message()
    {
        var lines = await RunAsync(Initialize, """{"id":"1","method":"get","api":"pims.vehicle.timeout"}""", """{"id":2,"method":"release"}""");
        Assert.Matches("""^{"id":"0","message":{"transactionId":"[0-9a-f-]{13}","status":"SUCCEEDED"}}$""", lines[0]);
        Assert.Matches(
            """^{"id":"1","message":{"transactionId":"[0-9a-f-]{13}","status":"SUCCEEDED","result":{"scan":60000,"looseConnection":5000,"changeStatus":0}}}$""",
            lines[1]);
        Assert.Matches("""^{"id":2,"message":{"transactionId":"[0-9a-f-]{13}","status":"SUCCEEDED"}}$""", lines[2]);
        Assert.Equal(3, lines.Length);
    }

    [Theory]
    [InlineData("nonsense", """{"id":null,"error":{"code":2102,"label":"Invalid line parameter: it is not JSON"}}""")]
    [InlineData("[1]", """{"id":null,"error":{"code":2102,"label":"Invalid line parameter: an object was expected"}}""")]
    [InlineData("\u0000", """{"id":null,"error":{"code":2102,"label":"Invalid line parameter: it is not JSON"}}""")]
    [InlineData("""{"id":"7"}""", """{"id":"7","error":{"code":2101,"label":"Missing method parameter"}}""")]
    [InlineData("""{"id":"7","method":7}""", """{"id":"7","error":{"code":2102,"label":"Invalid method parameter"}}""")]
    [InlineData("""{"id":{},"method":7}""", """{"id":null,"error":{"code":2102,"label":"Invalid method parameter"}}""")]
    [InlineData("""{"id":"7","method":"get","api":7}""", """{"id":"7","error":{"code":2102,"label":"Invalid api parameter"}}""")]
    [InlineData("""{"id":"7","method":"get","parameters":7}""", """{"id":"7","error":{"code":2102,"label":"Invalid parameters parameter"}}""")]
    [InlineData(
        """{"id":"7","method":"fetch"}""",
        """{"id":"7","error":{"code":2102,"label":"Invalid method parameter: it is one of initialize, release, get, set, subscribe, unsubscribe"}}""")]
    public async Task A_broken_line_is_answered_and_the_session_goes_on(string line, string answer)
    {
        var lines = await RunAsync(line, Initialize);
        Assert.Equal(answer, lines[0]);
        Assert.Contains("\"id\":\"0\"", lines[1]);
    }

    [Fact]
    public async Task Blank_lines_and_line_ends_of_windows_are_nothing()
    {
        var lines = await RunAsync("", "  ", Initialize + "\r", "\r");
        Assert.Single(lines);
    }

    [Fact]
    public async Task A_line_that_is_too_long_is_answered_once_and_skipped()
    {
        var lines = await RunAsync(new string('x', 5 * PimsStdio.LongestLine), Initialize);
        Assert.Equal("""{"id":null,"error":{"code":2102,"label":"Invalid line parameter: it has more than 65536 bytes"}}""", lines[0]);
        Assert.Contains("\"id\":\"0\"", Assert.Single(lines.Skip(1)));
    }

    [Fact]
    public async Task The_last_line_needs_no_end()
    {
        using var terminal = new TestTerminal(input: new MemoryStream(Encoding.UTF8.GetBytes(Initialize)));
        await RunAsync(terminal);
        Assert.Single(terminal.Lines);
    }

    [Fact]
    public async Task A_thousand_calls_are_answered_in_their_order()
    {
        var lines = await RunAsync([Initialize, .. Enumerable.Range(1, 1000).Select(id => $$"""{"id":{{id}},"method":"get","api":"pims.sdk.version"}""")]);
        Assert.Equal(1001, lines.Length);
    }

    [Fact]
    public async Task Codes_and_quantities_are_text_when_asked_for()
    {
        using var terminal = new TestTerminal(input: Lines(Initialize, """{"id":1,"method":"get","api":"pims.vehicle.vin"}"""));
        await RunAsync(terminal, asText: true);
        Assert.Contains("\"code\":\"2000\"", terminal.Lines[1]);
    }

    [Fact]
    public async Task Subscribed_to_the_simulator_it_tells_information_until_the_input_ends()
    {
        var input = new Pipe();
        using var terminal = new TestTerminal(input: input.Reader.AsStream());
        var running = PimsVerb.RunAsync(new PimsRequest(new SimulatorSource()), terminal.Terminal);
        await input.Writer.WriteAsync(Encoding.UTF8.GetBytes(
            Initialize + "\n" + """{"id":"s","method":"subscribe","api":"pims.vehicle.informations","parameters":{"actionType":"O2X","vin":"VR1AB12C3D4567890","reception":"information","firstTime":true}}""" + "\n"));
        // Time must not pass before the search has begun, or it may be over at once.
        while (terminal.Lines.Length < 2) await Task.Yield();
        while (terminal.Lines.Length < 5)
        {
            terminal.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        await input.Writer.CompleteAsync();
        Assert.Equal(ExitCode.Done, (await running).Code);
        Assert.All(terminal.Lines.Skip(2), line => Assert.StartsWith("{\"id\":\"s\",\"message\":{\"transactionId\":", line));
        Assert.Contains("\"status\":\"RESULT\",\"result\":{\"vin\":\"VR1AB12C3D4567890\"", terminal.Lines[2]);
        Assert.Empty(terminal.Error);
    }

    [Fact]
    public async Task Ends_when_it_is_told_to_stop()
    {
        using var terminal = new TestTerminal(input: new Pipe().Reader.AsStream());
        var running = PimsVerb.RunAsync(new PimsRequest(new SimulatorSource()), terminal.Terminal);
        terminal.Stop();
        Assert.Equal(ExitCode.Done, (await running).Code);
    }

    [Fact]
    public async Task Ends_quietly_when_nobody_reads_any_more()
    {
        using var terminal = new TestTerminal(output: new BrokenPipe(), input: Lines(Initialize, Initialize));
        Assert.Equal(ExitCode.Done, (await PimsVerb.RunAsync(new PimsRequest(new SimulatorSource()), terminal.Terminal)).Code);
    }

    [Fact]
    public async Task Log_files_are_where_they_were_asked_for()
    {
        var directory = Path.Combine(Path.GetTempPath(), $"o2x-pims-{Guid.NewGuid():N}");
        try
        {
            using var terminal = new TestTerminal(input: Lines(
                Initialize,
                """{"id":1,"method":"subscribe","api":"pims.vehicle.informations","parameters":{"actionType":"O2X","vin":"VR1AB12C3D4567890","reception":"status","firstTime":true}}""",
                """{"id":2,"method":"get","api":"pims.sdk.log"}"""));
            await PimsVerb.RunAsync(new PimsRequest(new SimulatorSource()) { LogDirectory = directory }, terminal.Terminal);
            var file = Assert.Single(Directory.GetFiles(directory));
            Assert.Contains($"\"logPath\":\"{file}\"", terminal.Output);
            Assert.DoesNotContain("VR1AB12C3D4567890", File.ReadAllText(file));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<string[]> RunAsync(params string[] lines)
    {
        using var terminal = new TestTerminal(input: Lines(lines));
        await RunAsync(terminal);
        return terminal.Lines;
    }

    private static async Task RunAsync(TestTerminal terminal, bool asText = false)
    {
        Assert.Equal(ExitCode.Done, (await PimsVerb.RunAsync(new PimsRequest(new SimulatorSource()) { AsText = asText }, terminal.Terminal)).Code);
        Assert.Empty(terminal.Error);
    }

    private static MemoryStream Lines(params string[] lines) => new(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));

    private sealed class BrokenPipe : MemoryStream
    {
        private const int BrokenPipeError = 32;

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("Broken pipe", BrokenPipeError);
    }
}
