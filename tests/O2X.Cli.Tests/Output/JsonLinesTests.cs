using System.Text;
using O2X.Actors;
using O2X.Cli.Output;
using O2X.Links;
using O2X.Simulator.Scenarios;
using O2X.TestKit;
using O2X.Vehicles;
using O2X.Vehicles.Decoding;

namespace O2X.Cli.Tests.Output;

public class JsonLinesTests
{
    private static readonly DateTimeOffset _at = TestTerminal.Start.AddMilliseconds(6);
    private readonly MemoryStream _stream = new();

    [Fact]
    public void Writes_an_event_with_its_reason()
    {
        new JsonLines(_stream, flushEachLine: true).Event(
            new VehicleEvent(VehicleEventKind.Disconnected, _at, new LinkFault(LinkLossReason.DataTimeout, "No data came for 5 s.", "Stay close.")));

        Assert.Equal(
            """{"stream":"event","value":{"event":"disconnected","at":"2026-01-02T03:04:05.006Z","reason":"dataTimeout","detail":"No data came for 5 s.","advice":"Stay close."}}""" + "\n",
            Text());
    }

    [Fact]
    public void Writes_an_event_without_a_reason()
    {
        new JsonLines(_stream, flushEachLine: true).Event(new VehicleEvent(VehicleEventKind.CantCharge, _at));

        Assert.Equal(
            """{"stream":"event","value":{"event":"cantCharge","at":"2026-01-02T03:04:05.006Z","reason":null,"detail":null,"advice":null}}""" + "\n",
            Text());
    }

    [Fact]
    public void Writes_what_happens_in_a_scenario()
    {
        var output = new JsonLines(_stream, flushEachLine: true);
        output.Scenario(_at, new ScenarioMoment(TimeSpan.FromSeconds(30.5), "out-of-range for 20 s", "A tunnel."));
        output.Scenario(_at, new ScenarioMoment(TimeSpan.FromSeconds(50), null, "Out."));

        Assert.Equal(
            """
            {"stream":"scenario","value":{"at":"2026-01-02T03:04:05.006Z","secondsPlayed":30.5,"text":"out-of-range for 20 s","note":"A tunnel."}}
            {"stream":"scenario","value":{"at":"2026-01-02T03:04:05.006Z","secondsPlayed":50,"text":null,"note":"Out."}}

            """,
            Text());
    }

    [Fact]
    public void Writes_a_link_with_everything()
    {
        new JsonLines(_stream, flushEachLine: true).Link(new LinkReport(LinkState.Backoff, _at)
        {
            Vin = AmiBus.Vin,
            IsVerified = true,
            Address = "can0",
            Rssi = -61,
            FailedAttempts = 2,
            NextAttemptIn = TimeSpan.FromSeconds(1.5),
            InvalidData = new DecodeCounters(Packets: 9, Unknown: 0, Remote: 0, ErrorFrames: 0, Extended: 0, Malformed: 2, Implausible: 1, Dropped: 0),
        });

        Assert.Equal(
            """{"stream":"link","value":{"state":"backoff","at":"2026-01-02T03:04:05.006Z","reason":null,"detail":null,"advice":null,"vin":"VR1AB12C3D4567890","verified":true,"asleep":false,"address":"can0","rssi":-61,"failedAttempts":2,"nextAttemptInMs":1500,"invalidData":{"malformed":2,"implausible":1,"packets":9}}}""" + "\n",
            Text());
    }

    [Theory]
    [InlineData("information")]
    [InlineData("status")]
    public void Writes_a_vehicle_in_the_shape_of_the_SDK(string stream)
    {
        var lines = new JsonLines(_stream, flushEachLine: true);
        var vehicle = new SpokenVehicle().SayBattery(0).State;
        if (stream == "status") lines.Status(in vehicle);
        else lines.Information(in vehicle);

        Assert.StartsWith($$$"""{"stream":"{{{stream}}}","value":{"vin":"VR1AB12C3D4567890","currentAlert":{"parkingBrake":false,""", Text(), StringComparison.Ordinal);
        Assert.EndsWith("\"status\":\"unknown\"}}\n", Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Leaves_out_that_values_have_become_stale()
    {
        var vehicle = new SpokenVehicle().SayBattery(0);
        var lines = new JsonLines(_stream, flushEachLine: true);
        lines.Information(in vehicle.State);
        var told = Text();
        lines.Information(in vehicle.FallSilent(5).State);

        Assert.NotEmpty(told);
        Assert.Equal(told, Text());
    }

    [Fact]
    public async Task Holds_lines_back_when_nobody_waits_for_them()
    {
        var lines = new JsonLines(_stream, flushEachLine: false);
        lines.Event(new VehicleEvent(VehicleEventKind.CantCharge, _at));
        Assert.Equal(0, _stream.Length);
        await lines.DisposeAsync();

        Assert.NotEqual(0, _stream.Length);
    }

    [Fact]
    public void Never_holds_much_back()
    {
        var lines = new JsonLines(_stream, flushEachLine: false);
        for (var i = 0; i < 2000; i++) lines.Event(new VehicleEvent(VehicleEventKind.CantCharge, _at));

        Assert.InRange((2000 * 129) - _stream.Length, 0, 70_000);
    }

    private string Text() => Encoding.UTF8.GetString(_stream.ToArray());
}
