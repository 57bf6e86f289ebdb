using System.Text.Json;
using O2X.Actors.Hosting.Sources;
using O2X.Actors.Storage;
using O2X.Cli.Capture;
using O2X.Cli.Output;
using O2X.Cli.Sessions;
using O2X.Cli.Verbs;
using O2X.Simulator;
using O2X.Simulator.Radio;
using O2X.TestKit;

namespace O2X.Cli.Tests.Capture;

/// <summary>Recording a vehicle that is linked to, end to end on virtual time.</summary>
public sealed class CaptureLinkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    private string File => _folder.PathOf("drive.jsonl");

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Tells_in_a_replay_what_the_engine_told_live()
    {
        using var live = new TestTerminal();
        await RunAsync(_terminal, 60, radio => Capturing(new CaptureRequest(new SimulatorSource(), File)).RunAsync(radio));
        await RunAsync(live, 60, async radio =>
        {
            await using var run = EngineRun.Start(radio, new MemoryVehicleStore());
            return await new Session(run.Engine, new JsonLines(live.Terminal.Output, flushEachLine: true), live.Terminal).RunAsync(new SessionRequest());
        });
        using var replayed = new TestTerminal();
        var outcome = await ReplayVerb.RunAsync(new ReplayRequest(File) { Json = true }, replayed.Terminal);

        Assert.Equal(Outcome.Done, outcome);
        Assert.Contains(Information(live), line => line.Contains("\"status\":\"driving\"", StringComparison.Ordinal));
        Assert.Equal(Information(live).Take(60), Information(replayed).Take(60));
    }

    [Fact]
    public async Task Replays_identically_twice()
    {
        await RunAsync(_terminal, 30, radio => Capturing(new CaptureRequest(new SimulatorSource(), File)).RunAsync(radio));
        using var first = new TestTerminal();
        using var second = new TestTerminal();
        await ReplayVerb.RunAsync(new ReplayRequest(File) { Json = true }, first.Terminal);
        await ReplayVerb.RunAsync(new ReplayRequest(File) { Json = true }, second.Terminal);

        Assert.NotEmpty(first.Output);
        Assert.Equal(first.Output, second.Output);
        Assert.Matches(@"^[\d,]+ packets of [\d,]+ lines in ", first.Error);
        Assert.DoesNotContain("frames", first.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Begins_with_a_header_ends_with_an_end_and_sums_up()
    {
        await RunAsync(_terminal, 10, radio => Capturing(new CaptureRequest(new SimulatorSource(), File)).RunAsync(radio));
        var lines = await System.IO.File.ReadAllLinesAsync(File);

        Assert.StartsWith("""{"o2x":"packets","version":1,"profile":"open-link","source":"sim","startedAt":"2026-01-02T03:04:0""", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(""","vin":"VR1AB12C3D4567890","anonymised":false,"software":"o2x test"}""", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("{\"t\":0,\"link\":\"connected\",\"address\":\"02:00:00:00:00:01\"", lines[1], StringComparison.Ordinal);
        Assert.Contains("\"link\":\"ended\"", lines[^1], StringComparison.Ordinal);
        Assert.Matches($@"^sim: ready\.\n{lines.Length - 3:N0} packets in \d+\.\d s, [\d,]+ bytes to {File}\n$", _terminal.Error);
    }

    [Fact]
    public async Task Begins_with_the_link_so_that_a_replay_finds_it_however_long_it_was_sought()
    {
        await using var world = SimulatedWorld.Demonstration(_terminal.Clock);
        world.Dongle.InRange = false;
        var store = _folder.PathOf("state");
        using var before = new TestTerminal();
        await RunAsync(before, 20, radio => new Capturing(
            new CaptureRequest(new SimulatorSource(), _folder.PathOf("first.jsonl")) { StateDirectory = store }, before.Terminal, "o2x test").RunAsync(radio));

        var running = Capturing(new CaptureRequest(new SimulatorSource(), File) { StateDirectory = store }).RunAsync(world.Radio);
        while (world.Radio.RunningScans == 0 && !running.IsCompleted) await TestTerminal.TakeTurnsAsync();
        _terminal.Clock.Advance(TimeSpan.FromHours(2));
        world.Dongle.InRange = true;
        _terminal.Clock.Advance(TimeSpan.FromSeconds(10));
        _terminal.Stop();
        Assert.Equal(Outcome.Done, await _terminal.PassUntilAsync(running));
        using var replayed = new TestTerminal();
        Assert.Equal(Outcome.Done, await ReplayVerb.RunAsync(new ReplayRequest(File) { Json = true }, replayed.Terminal));
        Assert.NotEmpty(Information(replayed));
    }

    [Fact]
    public async Task Has_everything_on_the_disk_within_a_second()
    {
        await using var world = SimulatedWorld.Demonstration(_terminal.Clock);
        var running = Capturing(new CaptureRequest(new SimulatorSource(), File)).RunAsync(world.Radio);
        while (world.Radio.OpenLinks == 0) await _terminal.PassAsync();
        for (var i = 0; i < 50; i++) await _terminal.PassAsync();

        var kept = await ReadAsync(File);
        Assert.EndsWith("}\n", kept, StringComparison.Ordinal);
        Assert.InRange(_terminal.Clock.GetUtcNow() - LastTimeIn(kept), TimeSpan.Zero, TimeSpan.FromSeconds(1));

        _terminal.Stop();
        Assert.Equal(Outcome.Done, await _terminal.PassUntilAsync(running));
    }

    [Fact]
    public async Task Names_neither_the_vehicle_nor_its_dongle_when_it_anonymises()
    {
        await RunAsync(_terminal, 10, radio => Capturing(new CaptureRequest(new SimulatorSource(), File) { Anonymise = true }).RunAsync(radio));
        var text = await System.IO.File.ReadAllTextAsync(File);

        // In the hexadecimal digits of packets the serial number's would be there by chance.
        const string serial = "AB12C3D4567890";
        var words = string.Join('\n', text.Split('\n').Where(line => !line.Contains("\"hex\"", StringComparison.Ordinal)));
        for (var i = 0; i + 5 <= serial.Length; i++) Assert.DoesNotContain(serial.Substring(i, 5), words, StringComparison.Ordinal);
        Assert.DoesNotContain("02:00:00", text, StringComparison.Ordinal);
        Assert.DoesNotContain("O2X", text, StringComparison.Ordinal);
        Assert.Contains("\"vin\":\"VR1", text, StringComparison.Ordinal);
        using var replayed = new TestTerminal();
        Assert.Equal(Outcome.Done, await ReplayVerb.RunAsync(new ReplayRequest(File) { Json = true }, replayed.Terminal));
        Assert.NotEmpty(Information(replayed));
    }

    [Fact]
    public async Task Leaves_no_file_when_the_vehicle_is_not_found()
    {
        var outcome = await RunAsync(new CaptureRequest(new SimulatorSource(), File) { Vin = AmiBus.OtherVin });

        Assert.Equal(ExitCode.ScanTimeout, outcome.Code);
        Assert.False(System.IO.File.Exists(File));
        Assert.DoesNotContain("bytes", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_the_file_that_it_should_replace_when_the_vehicle_is_not_found()
    {
        await System.IO.File.WriteAllTextAsync(File, "the only recording");
        await RunAsync(new CaptureRequest(new SimulatorSource(), File) { Vin = AmiBus.OtherVin, Force = true });

        Assert.Equal("the only recording", await System.IO.File.ReadAllTextAsync(File));
    }

    [Fact]
    public async Task Says_why_a_source_cannot_be_used()
    {
        await using var world = new SimulatedWorld(_terminal.Clock);
        world.Radio.Power(on: false);
        var outcome = await Capturing(new CaptureRequest(new SimulatorSource(), File)).RunAsync(world.Radio);

        Assert.Equal(new Outcome(ExitCode.SourceUnusable, "sim is not usable. The simulated radio is off. Switch it on."), outcome);
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public async Task Asks_for_the_VIN_where_a_radio_cannot_tell()
    {
        var radio = new ScriptedTransport(_terminal.Clock, Links.TransportKind.Bluetooth);
        var outcome = await Capturing(new CaptureRequest(new SimulatorSource(), File)).RunAsync(radio);

        Assert.Equal(new Outcome(ExitCode.WrongUse, "scripted cannot tell which vehicle it hears. Give --vin VIN."), outcome);
    }

    [Fact]
    public async Task Says_when_the_link_is_lost_and_back_and_goes_on()
    {
        await using var world = SimulatedWorld.Demonstration(_terminal.Clock);
        var running = Capturing(new CaptureRequest(new SimulatorSource(), File) { For = TimeSpan.FromSeconds(40) }).RunAsync(world.Radio);
        while (world.Radio.OpenLinks == 0) await _terminal.PassAsync();
        for (var i = 0; i < 100; i++) await _terminal.PassAsync();
        world.Dongle.DropLink();
        await _terminal.PassUntilAsync(running);

        Assert.StartsWith("sim: ready.\nsim: lost. link loss\nsim: ready.\n", _terminal.Error, StringComparison.Ordinal);
        var text = await System.IO.File.ReadAllTextAsync(File);
        Assert.Equal(3, text.Split("\"link\":\"connected\"").Length);
        Assert.Contains("\"link\":\"lost\",\"reason\":\"linkLoss\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_when_nothing_can_be_written_any_more()
    {
        using var terminal = new TestTerminal(new FullDisk());
        var outcome = await terminal.PassUntilAsync(
            new Capturing(new CaptureRequest(new SimulatorSource(), CaptureRequest.StandardOutput), terminal.Terminal, "o2x test").RunAsync());

        Assert.Equal(
            new Outcome(ExitCode.SourceUnusable, "standard output cannot be written any more: No space left on device. The recording ends there."), outcome);
    }

    private static List<string> Information(TestTerminal terminal) =>
        [.. terminal.Lines.Where(line => line.StartsWith("""{"stream":"information",""", StringComparison.Ordinal))];

    private static DateTimeOffset LastTimeIn(string recording)
    {
        var lines = recording.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        return lines[0].GetProperty("startedAt").GetDateTimeOffset() + TimeSpan.FromSeconds(lines[^1].GetProperty("t").GetDouble());
    }

    private static async Task<string> ReadAsync(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return await reader.ReadToEndAsync();
    }

    private Capturing Capturing(CaptureRequest request) => new(request, _terminal.Terminal, "o2x test");

    private Task<Outcome> RunAsync(CaptureRequest request) => _terminal.PassUntilAsync(Capturing(request).RunAsync());

    // Time stands until the search begins, so that two runs have the same story; then so much of it passes, and the user ends it.
    private static async Task RunAsync(TestTerminal terminal, int seconds, Func<VirtualRadio, Task<Outcome>> run)
    {
        await using var world = SimulatedWorld.Demonstration(terminal.Clock);
        var running = run(world.Radio);
        while (world.Radio.RunningScans == 0 && !running.IsCompleted) await TestTerminal.TakeTurnsAsync();
        terminal.Clock.Advance(TimeSpan.FromSeconds(seconds));
        terminal.Stop();
        Assert.Equal(Outcome.Done, await terminal.PassUntilAsync(running));
    }

    /// <summary>Fails as a disk does that is full.</summary>
    private sealed class FullDisk : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device");
    }
}
