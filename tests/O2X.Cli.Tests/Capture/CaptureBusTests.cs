using O2X.Actors.Hosting.Sources;
using O2X.Cli.Capture;
using O2X.Links;
using O2X.TestKit;

namespace O2X.Cli.Tests.Capture;

/// <summary>Recording a bus, whoever is on it.</summary>
public sealed class CaptureBusTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestTerminal _terminal = new();
    private readonly ScriptedTransport _bus;

    public CaptureBusTests() => _bus = new ScriptedTransport(_terminal.Clock);

    private string File => _folder.PathOf("drive.log");

    public ValueTask DisposeAsync()
    {
        _terminal.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Records_every_frame_with_the_wall_clocks_time_and_the_interfaces_name()
    {
        var running = Start();
        _bus.Link.Frame(0x123, "01");
        _terminal.Clock.Advance(TimeSpan.FromSeconds(1.5));
        _bus.Link.Packet([0x80, 5, 0, 0x80, 2, 0, 0, 0, 0xAB, 0xCD, 0, 0, 0, 0, 0, 0]);
        _bus.Link.Packet([1, 2, 3]);
        _terminal.Stop();

        Assert.Equal(Outcome.Done, await running);
        Assert.Equal("(1767323045.000000) can7 123#01\n(1767323046.500000) can7 00000580#ABCD\n", await System.IO.File.ReadAllTextAsync(File));
        Assert.Equal((0, 0), (_bus.OpenLinks, _bus.Observers));
        Assert.Matches($@"^2 frames in 1\.5 s, 71 bytes to {File}\n$", _terminal.Error);
    }

    [Fact]
    public async Task Comes_back_by_itself_after_the_interface_was_down()
    {
        var running = Start();
        _bus.Link.Frame(0x123, "01");
        _bus.Link.End(new LinkFault(LinkLossReason.AdapterOff, "can7 went down.", "Set it up."));
        _bus.Become(new TransportState(Availability.Off, "can7 is down."));
        await PassAsync(5);
        Assert.Equal(1, _bus.ConnectsTried);
        _bus.Connect.Fail(LinkLossReason.AdapterOff);
        _bus.Become(TransportState.On);
        while (_bus.ConnectsTried < 4) await PassAsync(1);
        _bus.Connect.Succeed();
        while (_bus.Links.Count < 2) await PassAsync(1);
        _bus.Link.Frame(0x123, "02");
        _terminal.Stop();

        Assert.Equal(Outcome.Done, await running);
        Assert.Equal(["123#01", "123#02"], (await System.IO.File.ReadAllLinesAsync(File)).Select(line => line.Split(' ')[2]));
        Assert.StartsWith(
            "scripted: can7 went down. Set it up. Recording goes on when it is back.\nscripted is back and recorded again.\n2 frames", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_after_its_time()
    {
        var running = Start(request => request with { For = TimeSpan.FromSeconds(3) });
        _terminal.Clock.Advance(TimeSpan.FromSeconds(2.9));
        _bus.Link.Frame(0x123, "01");
        Assert.False(running.IsCompleted);
        _terminal.Clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(Outcome.Done, await running);
        Assert.StartsWith("1 frames in 3.0 s", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replaces_the_VIN_as_it_comes()
    {
        var running = Start(request => request with { Anonymise = true });
        _bus.Link.SayVin(AmiBus.Vin);
        _bus.Link.SayVin(AmiBus.Vin);
        _bus.Link.SayVin(AmiBus.OtherVin);
        _terminal.Stop();
        await running;

        var frames = (await System.IO.File.ReadAllLinesAsync(File)).Select(line => line.Split(' ')[2]).ToList();
        Assert.Equal("712#565231", frames[0]);
        Assert.Equal(frames[..3], frames[3..6]);
        Assert.Equal(frames[..2], frames[6..8]);
        Assert.NotEqual(frames[2], frames[8]);
        Assert.DoesNotContain(frames, frame => frame is "710#414231324333" or "711#4434353637383930" or "711#4434353637383931");
    }

    [Fact]
    public async Task Says_why_a_bus_cannot_be_used()
    {
        _bus.Become(new TransportState(Availability.Off, "can7 is down.", "sudo ip link set can7 up"));

        Assert.Equal(
            new Outcome(ExitCode.SourceUnusable, "scripted is not usable. can7 is down. sudo ip link set can7 up"), await Start());
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public async Task Says_why_it_could_not_begin()
    {
        _bus.Connect.Fail(LinkLossReason.PermissionMissing, "Not for you.");

        Assert.Equal(new Outcome(ExitCode.SourceUnusable, "scripted is not usable. Not for you."), await Start());
    }

    [Fact]
    public async Task Shows_how_much_there_is_while_a_person_looks()
    {
        using var terminal = new TestTerminal(errorIsTerminal: true);
        var bus = new ScriptedTransport(terminal.Clock);
        var running = new Capturing(new CaptureRequest(new SocketCanSource("can7"), File), terminal.Terminal, "o2x test").RunAsync(bus);
        for (var i = 0; i < 50; i++) bus.Link.Frame(0x123, "01");
        terminal.Clock.Advance(TimeSpan.FromSeconds(0.5));
        terminal.Stop();
        await running;

        Assert.StartsWith("\r00:00:00, 50 frames, 1,600 bytes, 100 frames/s\r", terminal.Error, StringComparison.Ordinal);
    }

    private Task<Outcome> Start(Func<CaptureRequest, CaptureRequest>? change = null)
    {
        var request = new CaptureRequest(new SocketCanSource("can7"), File);
        return new Capturing(change?.Invoke(request) ?? request, _terminal.Terminal, "o2x test").RunAsync(_bus);
    }

    private async Task PassAsync(double seconds)
    {
        for (var i = 0; i < seconds * 10; i++) await _terminal.PassAsync();
    }
}
