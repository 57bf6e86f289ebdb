using Microsoft.Extensions.DependencyInjection;
using O2X.Actors.Hosting.Sources;
using O2X.Links;
using O2X.Links.Time;
using O2X.Simulator.Scenarios;
using O2X.TestKit.Links;

namespace O2X.Actors.Hosting.Tests.Sources;

public class VehicleSourceTests
{
    public static TheoryData<string, VehicleSource> Good => new()
    {
        { "sim", new SimulatorSource() },
        { "sim:garage", new SimulatorSource { Scenario = ScenarioLibrary.Find("garage") } },
        { "can:can0", new SocketCanSource("can0") },
        { "can:vcan0.1", new SocketCanSource("vcan0.1") },
        { "ble", new BlueZSource() },
        { "ble:hci0", new BlueZSource("hci0") },
        { "ble:00:1A:7D:da:71:13", new BlueZSource("00:1A:7D:da:71:13") },
        { "log:drive.log", new LogSource("drive.log") },
        { "log:/var/log/a:b.log", new LogSource("/var/log/a:b.log") },
    };

    public static TheoryData<string?, string> Bad => new()
    {
        { null, "no source is named" },
        { "", "no source is named" },
        { "sim:", "No scenario is named. There are: adapter-trouble, " },
        { "sim:garge", "There is no scenario 'garge'. Did you mean 'garage'? There are: adapter-trouble, " },
        { "sim:no/such.json", "such.json: There is no such file" },
        { "SIM", "'SIM' is not a source" },
        { "can", "can: needs an interface, as in can:can0" },
        { "can:", "can: needs an interface, as in can:can0" },
        { "can:a name", "'a name' cannot be the name of an interface" },
        { "can:../../etc", "'../../etc' cannot be the name of an interface" },
        { "can:a-name-that-is-too-long", "cannot be the name of an interface" },
        { "log", "log: needs a file, as in log:drive.log" },
        { "log:", "log: needs a file, as in log:drive.log" },
        { "ble:", "ble: needs an adapter, as in ble:hci0, or no colon" },
        { "ble:hci", "'hci' cannot be a Bluetooth adapter: hci0, or an address as in ble:00:1A:7D:DA:71:13" },
        { "ble:hci0\n", "'hci0?' cannot be a Bluetooth adapter" },
        { "ble:00:1A:7D:DA:71", "'00:1A:7D:DA:71' cannot be a Bluetooth adapter" },
        { "ble:../hci0", "'../hci0' cannot be a Bluetooth adapter" },
        { "usb", "'usb' is not a source: a source is sim, sim:SCENARIO, can:INTERFACE, ble, ble:ADAPTER or log:FILE" },
        { "s\nim", "'s?im' is not a source" },
        { "can:\u001b[2Jcan0", "'?[2Jcan0' cannot be the name of an interface" },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void Reads_a_source(string text, VehicleSource expected)
    {
        Assert.True(VehicleSource.TryParse(text, out var source, out var problem));
        Assert.Equal(expected, source);
        Assert.Null(problem);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Says_what_is_wrong_with_a_text(string? text, string expected)
    {
        Assert.False(VehicleSource.TryParse(text, out var source, out var problem));
        Assert.Null(source);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.DoesNotContain(problem, char.IsControl);
    }

    [Theory]
    [InlineData("sim", "sim", TransportKind.Simulator)]
    [InlineData("sim:garage", "sim:garage", TransportKind.Simulator)]
    [InlineData("can:no-such0", "can:no-such0", TransportKind.Bus)]
    [InlineData("ble", "ble", TransportKind.Bluetooth)]
    [InlineData("ble:hci7", "ble:hci7", TransportKind.Bluetooth)]
    [InlineData("log:/no/such/drive.log", "log:drive.log", TransportKind.Log)]
    public async Task Opens_the_transport_that_is_named_like_it(string text, string name, TransportKind kind)
    {
        Assert.True(VehicleSource.TryParse(text, out var source, out _));
        await using var transport = source.Open();

        Assert.Equal((name, kind), (transport.Info.Name, transport.Info.Kind));
        Assert.Equal(name, source.ToString());
    }

    [Fact]
    public async Task Says_on_other_systems_than_Linux_that_Bluetooth_is_not_for_them()
    {
        var states = new RecordingObserver<TransportState>();
        await using var transport = new BlueZSource("hci0").Elsewhere(clock: null);
        using var subscription = transport.State.Subscribe(states);

        Assert.Equal(("ble:hci0", TransportKind.Bluetooth), (transport.Info.Name, transport.Info.Kind));
        Assert.Equal(Availability.Unsuitable, Assert.Single(states.Values).Availability);
        Assert.Contains("O2X.Links.InTheHand", states.Values[0].Advice, StringComparison.Ordinal);
        var refusal = await Assert.ThrowsAsync<LinkException>(() => transport.StartScanAsync(ScanFilter.Any, new RecordingScanSink(), default));
        Assert.Equal(states.Values[0].Detail, refusal.Fault.Detail);
        await Assert.ThrowsAsync<LinkException>(() => transport.ConnectAsync(new Sighting("A", 0), new RecordingLinkSink(), default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("wlan0")]
    public void Refuses_what_cannot_be_an_adapter(string adapter) =>
        Assert.Throws<ArgumentException>(() => new O2XBuilder().WithBlueZ(adapter));

    [Fact]
    public async Task Opens_Bluetooth_for_a_host()
    {
        var builder = new O2XBuilder().WithBlueZ("hci7");
        await using var transport = builder.Transport!(new ServiceCollection().BuildServiceProvider());

        Assert.Equal("ble:hci7", transport.Info.Name);
    }

    [Fact]
    public async Task Plays_the_scenario_that_it_opens()
    {
        var clock = new VirtualClock(DateTimeOffset.UnixEpoch);
        var states = new RecordingObserver<TransportState>();
        Assert.True(VehicleSource.TryParse("sim:adapter-trouble", out var source, out _));
        await using var transport = source.Open(clock);
        using var subscription = transport.State.Subscribe(states);
        clock.Advance(TimeSpan.FromSeconds(40));

        Assert.Equal([Availability.On, Availability.Off, Availability.On], states.Values.Select(state => state.Availability));
    }
}
