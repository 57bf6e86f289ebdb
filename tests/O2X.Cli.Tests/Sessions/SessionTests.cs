using O2X.Actors.Storage;
using O2X.Cli.Output;
using O2X.Cli.Sessions;
using O2X.Links;
using O2X.TestKit;

namespace O2X.Cli.Tests.Sessions;

public sealed class SessionTests : IAsyncDisposable
{
    private readonly TestTerminal _terminal = new();
    private readonly ScriptedTransport _bus;
    private readonly EngineRun _run;
    private readonly Session _session;

    public SessionTests()
    {
        _bus = new ScriptedTransport(_terminal.Clock);
        _run = EngineRun.Start(_bus, new MemoryVehicleStore());
        _session = new Session(_run.Engine, new PlainLines(_terminal.Terminal.Output, flushEachLine: true), _terminal.Terminal);
    }

    public async ValueTask DisposeAsync()
    {
        await _run.DisposeAsync();
        _terminal.Dispose();
    }

    [Fact]
    public async Task Ends_when_it_is_told_to_and_leaves_nothing_open()
    {
        var running = _session.RunAsync(new SessionRequest { Vin = AmiBus.Vin });
        await UntilScanning(running);
        _bus.Sight();
        _bus.Link.Everything();
        _bus.Link.SayVin(AmiBus.Vin);
        _terminal.Stop();
        var outcome = await _terminal.PassUntilAsync(running);

        Assert.Equal(Outcome.Done, outcome);
        Assert.Equal((0, 0), (_bus.OpenLinks, _bus.OpenScans));
        Assert.Contains("ready VR1**********7890 (verified)", _terminal.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("unknown", _terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_after_its_time()
    {
        var running = _session.RunAsync(new SessionRequest { Vin = AmiBus.Vin, For = TimeSpan.FromSeconds(5) });
        // The search has its time and so has the session: before both run, none of it may pass.
        while (_terminal.Clock.ArmedTimers < 2 && !running.IsCompleted) await TestTerminal.TakeTurnsAsync();

        Assert.Equal(Outcome.Done, await _terminal.PassUntilAsync(running));
        Assert.Equal(0, _bus.OpenScans);
    }

    [Fact]
    public async Task Ends_when_the_vehicle_is_not_found()
    {
        var outcome = await _terminal.PassUntilAsync(_session.RunAsync(new SessionRequest { Vin = AmiBus.Vin }));

        Assert.Equal(ExitCode.ScanTimeout, outcome.Code);
        Assert.Contains("within 60 s", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_other_vehicle_that_was_there_instead()
    {
        var running = _session.RunAsync(new SessionRequest { Vin = AmiBus.OtherVin });
        await UntilScanning(running);
        _bus.Sight();
        _bus.Link.SayVin(AmiBus.Vin);

        Assert.Contains("1 other vehicle was passed over.", (await _terminal.PassUntilAsync(running)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fails_at_once_when_the_source_is_not_usable()
    {
        _bus.Become(new TransportState(Availability.Off, "can0 is down.", "sudo ip link set can0 up"));

        var outcome = await _session.RunAsync(new SessionRequest { Vin = AmiBus.Vin, WhenUnavailable = Actors.WhenUnavailable.Fail });

        Assert.Equal(new Outcome(ExitCode.SourceUnusable, "scripted is not usable. can0 is down. sudo ip link set can0 up."), outcome);
        Assert.False(_session.WasSubscribed);
    }

    [Fact]
    public async Task Counts_and_shows_a_loss()
    {
        var running = _session.RunAsync(new SessionRequest { Vin = AmiBus.Vin, For = TimeSpan.FromSeconds(20) });
        await UntilScanning(running);
        _bus.Sight();
        _bus.Link.Everything();
        _bus.Link.SayVin(AmiBus.Vin);
        await _terminal.PassUntilAsync(running);

        Assert.Equal(1, _session.Events[Vehicles.VehicleEventKind.Disconnected]);
        Assert.Contains("event  disconnected: The bus has been silent for 5 s", _terminal.Output, StringComparison.Ordinal);
    }

    private async Task UntilScanning(Task running)
    {
        while (_bus.OpenScans == 0 && !running.IsCompleted) await Task.Yield();
    }
}
