using System.Text.Json;
using O2X.Cli.Scanning;
using O2X.Links;
using O2X.Simulator;
using O2X.TestKit;
using O2X.Vehicles;
using Spectre.Console.Testing;

namespace O2X.Cli.Tests.Scanning;

public sealed class ScanRunTests : IDisposable
{
    private readonly TestTerminal _terminal = new();
    private readonly SimulatedWorld _world;

    public ScanRunTests() => _world = new SimulatedWorld(_terminal.Clock);

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task Prints_a_line_for_each_device_and_ends_with_its_time()
    {
        _world.Add(Vin.Parse("VR1AB12C3D4567801")).Rssi = -40;

        Assert.Equal(Outcome.Done, await RunAsync(new ScanRequest { Vin = SimulatedWorld.DefaultVin, For = TimeSpan.FromSeconds(5) }));
        Assert.Equal(2, _terminal.Lines.Length);
        Assert.Matches(@"^2026-01-02T03:04:0\dZ 02:00:00:00:00:02 -\d+ dBm, open-link, another vehicle's tag, ""O2X""$", _terminal.Lines[0]);
        Assert.Matches(@"^2026-01-02T03:04:0\dZ 02:00:00:00:00:01 -\d+ dBm, open-link, the tag of the VIN, ""O2X""$", _terminal.Lines[1]);
        Assert.Equal(0, _world.Radio.RunningScans);
    }

    [Fact]
    public async Task Prints_JSON_at_most_once_a_second_for_a_device()
    {
        Assert.Equal(Outcome.Done, await RunAsync(new ScanRequest { Json = true, For = TimeSpan.FromSeconds(5) }));

        Assert.InRange(_terminal.Lines.Length, 4, 6);
        var value = JsonDocument.Parse(_terminal.Lines[0]).RootElement.GetProperty("value");
        Assert.Equal("02:00:00:00:00:01", value.GetProperty("address").GetString());
        Assert.Equal("open-link", value.GetProperty("profile").GetString());
        Assert.Equal(JsonValueKind.Null, value.GetProperty("tagMatches").ValueKind);
        Assert.Equal(12, value.GetProperty("manufacturer").GetProperty("data").GetString()!.Length);
    }

    [Fact]
    public async Task Says_that_the_vehicle_was_not_heard()
    {
        var outcome = await RunAsync(new ScanRequest { Vin = AmiBus.OtherVin, For = TimeSpan.FromSeconds(3) });

        Assert.Equal(ExitCode.ScanTimeout, outcome.Code);
        Assert.StartsWith($"sim: the vehicle {AmiBus.OtherVin} was not heard.", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_when_it_is_told_to()
    {
        var running = Task.Run(() => new ScanRun(new ScanRequest(), _terminal.Terminal).RunAsync(_world.Transport));
        while (!_terminal.Output.Contains("02:00", StringComparison.Ordinal) && !running.IsCompleted) await _terminal.PassAsync();
        _terminal.Stop();

        Assert.Equal(Outcome.Done, await _terminal.PassUntilAsync(running));
        Assert.Equal(0, _world.Radio.RunningScans);
    }

    [Fact]
    public async Task Says_that_the_radio_is_off()
    {
        _world.Radio.Power(on: false);

        Assert.Equal(new Outcome(ExitCode.SourceUnusable, "sim is not usable. The simulated radio is off. Switch it on."), await RunAsync(new ScanRequest()));
    }

    [Fact]
    public async Task Says_that_the_radio_went_off()
    {
        var running = Task.Run(() => new ScanRun(new ScanRequest(), _terminal.Terminal).RunAsync(_world.Transport));
        while (_world.Radio.RunningScans == 0 && !running.IsCompleted) await Task.Yield();
        _world.Radio.Power(on: false);

        Assert.Equal(ExitCode.SourceUnusable, (await _terminal.PassUntilAsync(running)).Code);
    }

    [Fact]
    public async Task Draws_a_table_in_a_terminal_and_leaves_it_behind()
    {
        using var terminal = new TestTerminal(outputIsTerminal: true);
        terminal.Console.EmitAnsiSequences().Size(new(80, 24));
        await using var world = new SimulatedWorld(terminal.Clock);

        var running = Task.Run(() => new ScanRun(new ScanRequest { For = TimeSpan.FromSeconds(3) }, terminal.Terminal).RunAsync(world.Transport));

        Assert.Equal(Outcome.Done, await terminal.PassUntilAsync(running));
        var left = terminal.Output[(terminal.Output.LastIndexOf("\u001b[?1049l", StringComparison.Ordinal) + 8)..];
        Assert.Contains("o2x scan · sim", left, StringComparison.Ordinal);
        Assert.Contains("02:00:00:00:00:01", left, StringComparison.Ordinal);
    }

    private async Task<Outcome> RunAsync(ScanRequest request) =>
        await _terminal.PassUntilAsync(Task.Run(() => new ScanRun(request, _terminal.Terminal).RunAsync(_world.Transport)));
}
