using System.Text.Json;
using O2X.Actors;
using O2X.Actors.Diagnostics;
using O2X.Actors.Storage;
using O2X.Cli.Doctor;
using O2X.Links;
using O2X.TestKit;
using O2X.Vehicles;
using O2X.Vehicles.Decoding;

namespace O2X.Cli.Tests.Doctor;

public class DiagnosisPageTests
{
    private static readonly DateTimeOffset _now = TestTerminal.Start;

    private readonly Diagnosis _diagnosis = new()
    {
        At = _now,
        Source = new TransportInfo("test", TransportKind.Bluetooth),
        SourceState = TransportState.On,
        Link = new LinkReport(LinkState.Backoff, _now) { Vin = AmiBus.Vin, Fault = new(LinkLossReason.OutOfSlots) },
        SearchingSince = _now.AddSeconds(-90),
    };

    [Fact]
    public void Tells_of_attempts_and_of_the_last_failure()
    {
        var page = Write(_diagnosis with
        {
            Attempts = new LinkAttempts(7, 3, NextAt: _now.AddSeconds(4)),
            LastFailure = new LinkFailure(new(LinkLossReason.OutOfSlots, Advice: "Wait."), LinkState.Connecting, _now.AddSeconds(-2)),
        });

        Assert.Contains("    state         waiting to try again, sought for 90 s\n", page, StringComparison.Ordinal);
        Assert.Contains("  ✗ attempts      7, the last 3 failed, the next in 4.0 s\n", page, StringComparison.Ordinal);
        Assert.Contains("  ✗ last failure  2.0 s ago, when connecting: out of slots\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_why_each_device_was_passed_over_vehicles_first()
    {
        var unrelated = Enumerable.Range(0, 20).Select(i => new SightingReport($"device {i}", SightingOutcome.Unrelated) { Count = 1, LastHeard = _now });
        var page = Write(_diagnosis with
        {
            Sightings =
            [
                .. unrelated,
                new("other", SightingOutcome.PassedOver) { Count = 1234, LastHeard = _now.AddSeconds(-5), PassedOverUntil = _now.AddSeconds(50) },
                new("mine", SightingOutcome.Candidate) { Name = "\u001b]0;x", Rssi = -70, Count = 2, LastHeard = _now },
            ],
            SightingsForgotten = 5000,
        });

        Assert.Contains(
            "Heard\n  ✗ other     1,234 times, 5.0 s ago: another vehicle, passed over for 50 s more\n  ✓ mine      ?]0;x, -70 dBm, 2 times, 0.0 s ago: may be the vehicle\n    device 0  once, 0.0 s ago: no vehicle\n",
            page,
            StringComparison.Ordinal);
        Assert.Contains("and 14 more, which --json lists\n", page, StringComparison.Ordinal);
        Assert.Contains("5,000 times an address was forgotten", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_what_became_of_the_packets()
    {
        var page = Write(_diagnosis with
        {
            Counters = new EngineCounters
            {
                Decoding = new DecodeCounters(Packets: 1000, Unknown: 5, Remote: 4, ErrorFrames: 3, Extended: 2, Malformed: 1, Implausible: 6, Dropped: 7),
                StaleEpochs = 8,
            },
        });

        Assert.Contains("  ✓ received     1,000\n  ✗ invalid      1 malformed, 6 implausible\n", page, StringComparison.Ordinal);
        Assert.Contains("    not decoded  5 unknown, 4 remote, 3 error frames, 2 extended\n", page, StringComparison.Ordinal);
        Assert.Contains("  ✗ dropped      7 for want of room\n  ✗ too late     8 answers", page, StringComparison.Ordinal);
        Assert.DoesNotContain("lost", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, "    lost      4 on the way, 4.0 %\n")]
    [InlineData(9, "    lost      9 on the way, 8.6 %\n")]
    [InlineData(96, "  ✗ lost      96 on the way, 50.0 %\n")]
    public void Tells_what_was_lost_on_the_way(long lost, string line)
    {
        var page = Write(_diagnosis with
        {
            Counters = new EngineCounters { Decoding = new DecodeCounters(Packets: 96, 0, 0, 0, 0, 0, 0, Dropped: 0, Lost: lost) },
        });

        Assert.Contains(line, page, StringComparison.Ordinal);
        Assert.Equal(lost > 50, page.Contains("Bring this machine", StringComparison.Ordinal));
    }

    [Fact]
    public void Tells_programs_what_was_lost_on_the_way()
    {
        using var output = new MemoryStream();
        DoctorJson.Write(
            output,
            _diagnosis with { Counters = new EngineCounters { Decoding = new DecodeCounters(Packets: 96, 0, 0, 0, 0, 0, 0, Dropped: 2, Lost: 3) } },
            new Memory(TransportKind.Bluetooth, null, StoredVehicle.Nothing));

        using var json = JsonDocument.Parse(output.ToArray());
        var counters = json.RootElement.GetProperty("counters");
        Assert.Equal((2, 3), (counters.GetProperty("dropped").GetInt64(), counters.GetProperty("lost").GetInt64()));
    }

    [Fact]
    public void Tells_which_values_are_stale_while_others_are_live()
    {
        var page = Write(_diagnosis with
        {
            Link = new LinkReport(LinkState.Ready, _now) { Vin = AmiBus.Vin },
            Values =
            [
                new(Signal.StateOfCharge, Quality.Live, TimeSpan.FromSeconds(1), "45 %"),
                new(Signal.Odometer, Quality.Stale, TimeSpan.FromMinutes(2), "3.0 km"),
                new(Signal.Alerts, Quality.Unknown),
            ],
        });

        Assert.Contains(
            "Values\n  ✓ state of charge  45 %          1.0 s\n  ✗ odometer         3.0 km        2 min, stale\n  ? not known        alerts\n",
            page,
            StringComparison.Ordinal);
    }

    private static string Write(Diagnosis diagnosis) =>
        new PageWriter(80, hasColours: false).Write(DiagnosisPage.Of(diagnosis, new Memory(TransportKind.Bluetooth, null, StoredVehicle.Nothing), _now));
}
