using System.Text.Json;
using O2X.Cli.Verbs;

namespace O2X.Cli.Tests.Verbs;

public class ReplayVerbTests
{
    private static string PathTo(string name) => Path.Combine(AppContext.BaseDirectory, "Data", name);

    [Theory]
    [InlineData("ami-town-and-charge")]
    [InlineData("ami-noisy")]
    public async Task Agrees_with_the_truth_of_a_log(string log)
    {
        using var terminal = new TestTerminal();
        Assert.Equal(Outcome.Done, await ReplayVerb.RunAsync(new ReplayRequest(PathTo(log + ".log")) { Json = true }, terminal.Terminal));

        using var truth = JsonDocument.Parse(await File.ReadAllBytesAsync(PathTo(log + ".truth.json")));
        var lines = terminal.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var events = lines.Where(line => StreamOf(line) == "event").Select(line => line.GetProperty("value").GetProperty("event").GetString());
        var information = lines.Where(line => StreamOf(line) == "information").Select(line => line.GetProperty("value")).ToList();

        Assert.Equal(truth.RootElement.GetProperty("events").EnumerateArray().Select(name => name.GetString()), events);
        Assert.All(
            truth.RootElement.GetProperty("checkpoints").EnumerateArray(),
            checkpoint => Assert.Equal(Expected(checkpoint), Actual(information.Last(value => SecondsOf(value) <= checkpoint.GetProperty("t").GetDouble()))));
    }

    [Theory]
    [InlineData("ami-town-and-charge.log", true)]
    [InlineData("ami-noisy.log", true)]
    [InlineData("ami-noisy.log", false)]
    public async Task Prints_the_same_bytes_twice(string log, bool json)
    {
        using var first = new TestTerminal();
        using var second = new TestTerminal();
        await ReplayVerb.RunAsync(new ReplayRequest(PathTo(log)) { Json = json }, first.Terminal);
        await ReplayVerb.RunAsync(new ReplayRequest(PathTo(log)) { Json = json }, second.Terminal);

        Assert.NotEmpty(first.Output);
        Assert.Equal(first.Output, second.Output);
    }

    [Fact]
    public async Task Tells_everything_in_the_order_of_time()
    {
        using var terminal = new TestTerminal();
        await ReplayVerb.RunAsync(new ReplayRequest(PathTo("ami-noisy.log")), terminal.Terminal);

        var times = terminal.Lines.Where(line => line.StartsWith("20", StringComparison.Ordinal)).Select(line => line[..20]).ToList();
        Assert.Equal(times.Order(StringComparer.Ordinal), times);
    }

    [Fact]
    public async Task Sums_the_log_up()
    {
        using var terminal = new TestTerminal();
        await ReplayVerb.RunAsync(new ReplayRequest(PathTo("ami-noisy.log")), terminal.Terminal);

        var lines = terminal.Error.Split('\n');
        Assert.StartsWith("12,017 frames of 12,017 lines in ", lines[0], StringComparison.Ordinal);
        Assert.Equal("events: 1 disconnected, 0 cantCharge", lines[^2]);
    }

    [Fact]
    public async Task Says_that_another_vehicle_was_not_found()
    {
        using var terminal = new TestTerminal();
        var outcome = await ReplayVerb.RunAsync(
            new ReplayRequest(PathTo("ami-noisy.log")) { Vin = TestKit.AmiBus.OtherVin, Json = true }, terminal.Terminal);

        Assert.Equal(ExitCode.ScanTimeout, outcome.Code);
        Assert.Contains("1 other vehicle was passed over.", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_quietly_when_nobody_reads_any_more()
    {
        using var terminal = new TestTerminal(new BrokenPipe());

        Assert.Equal(
            ExitCode.Done,
            await CommandLine.RunAsync(["replay", "--json", PathTo("ami-noisy.log")], terminal.Terminal));
        Assert.DoesNotContain("o2x:", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remembers_the_vehicle_in_the_folder_that_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("o2x-replay-").FullName;
        try
        {
            using var terminal = new TestTerminal();
            await ReplayVerb.RunAsync(new ReplayRequest(PathTo("ami-noisy.log")) { StateDirectory = folder, Json = true }, terminal.Terminal);
            var outcome = await ReplayVerb.RunAsync(
                new ReplayRequest(PathTo("ami-noisy.log")) { StateDirectory = folder, Vin = TestKit.AmiBus.OtherVin, Json = true }, terminal.Terminal);

            Assert.Equal(ExitCode.WrongUse, outcome.Code);
            Assert.Contains("VR1**********7890", outcome.Message, StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(folder, "log", "vehicle.json")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string? StreamOf(JsonElement line) => line.GetProperty("stream").GetString();

    private static double SecondsOf(JsonElement information) => information.GetProperty("receivedAt").GetDateTimeOffset().ToUnixTimeSeconds();

    private static string Expected(JsonElement checkpoint) => string.Join(
        ' ',
        checkpoint.GetProperty("status").GetString(),
        checkpoint.GetProperty("soc").GetDecimal(),
        checkpoint.GetProperty("odometer_km").GetDecimal().ToString("0.0"),
        checkpoint.GetProperty("range_km").GetDecimal(),
        checkpoint.GetProperty("rnd").GetString(),
        checkpoint.GetProperty("brake").GetBoolean() ? "activated" : "notActivated");

    private static string Actual(JsonElement information)
    {
        var data = information.GetProperty("data");
        return string.Join(
            ' ',
            information.GetProperty("status").GetString(),
            ValueOf(data, "batterySoc"),
            ValueOf(data, "totalOdometer").ToString("0.0"),
            ValueOf(data, "remainingAutonomy"),
            data.GetProperty("rnd").GetString(),
            data.GetProperty("parkBrakeStatus").GetString());
    }

    private static decimal ValueOf(JsonElement data, string name) => data.GetProperty(name).GetProperty("value").GetDecimal();

    /// <summary>Fails as a pipe does whose reader has gone.</summary>
    private sealed class BrokenPipe : MemoryStream
    {
        private const int BrokenPipeError = 32;

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("Broken pipe", BrokenPipeError);
    }
}
