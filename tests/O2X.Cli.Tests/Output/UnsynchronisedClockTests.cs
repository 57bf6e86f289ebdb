using System.Text;
using O2X.Cli.Doctor;
using O2X.Cli.Output;
using O2X.Links;
using O2X.Links.Time;
using O2X.Vehicles;
using O2X.Vehicles.Decoding;
using O2X.Vehicles.OpenLink;
using O2X.Vehicles.Tracking;
using Spectre.Console;
using Spectre.Console.Testing;

namespace O2X.Cli.Tests.Output;

/// <summary>What each output says while this machine does not know the time.</summary>
public class UnsynchronisedClockTests
{
    private const string Mark = ", clock not synchronised";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Plain_lines_say_it_with_the_values(bool isSynchronised)
    {
        using var stream = new MemoryStream();
        await using (var lines = new PlainLines(stream, flushEachLine: true)) lines.Status(Heard(isSynchronised));

        Assert.Equal($"2026-01-02T03:04:05Z status unknown, 45 %{(isSynchronised ? "" : Mark)}\n", Text(stream));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task JSON_lines_have_a_member_for_it_only_then(bool isSynchronised)
    {
        using var stream = new MemoryStream();
        await using (var lines = new JsonLines(stream, flushEachLine: true)) lines.Status(Heard(isSynchronised));

        Assert.EndsWith(
            $"\"receivedAt\":\"2026-01-02T03:04:05Z\",\"status\":\"unknown\"{(isSynchronised ? "" : ",\"receivedAtUnsynchronised\":true")}}}}}\n",
            Text(stream),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Dashboard_says_it_beside_the_vehicle(bool isSynchronised)
    {
        var dashboard = new Dashboard();
        dashboard.Show(Heard(isSynchronised));
        using var console = new TestConsole();
        var renderer = new DashboardRenderer(
            new LineCanvas(console.Profile.Capabilities), "ble", new VirtualClock(TestTerminal.Start), TimeZoneInfo.Utc);

        Assert.Equal(!isSynchronised, string.Join('\n', renderer.Draw(dashboard.Look(), 80, 24)).Contains(Mark, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Doctor_says_what_to_do_about_it(bool isSynchronised)
    {
        var machine = new Machine { IsClockSynchronised = isSynchronised };
        using var json = new MemoryStream();
        DoctorJson.Write(json, machine, []);
        var page = new PageWriter(80, hasColours: false).Write(MachinePage.Of(machine, []));

        Assert.Equal(!isSynchronised, page.Contains("Clock\n  ✗ This machine has no clock", StringComparison.Ordinal));
        Assert.Equal(!isSynchronised, page.Contains("timedatectl", StringComparison.Ordinal));
        Assert.StartsWith($"{{\"clockSynchronised\":{(isSynchronised ? "true" : "false")},", Text(json), StringComparison.Ordinal);
    }

    private static string Text(MemoryStream stream) => Encoding.UTF8.GetString(stream.ToArray());

    private static VehicleSnapshot Heard(bool isSynchronised)
    {
        var tracker = new VehicleTracker();
        tracker.SetUtcOffset(TestTerminal.Start.UtcTicks, isSynchronised);
        tracker.BeginLink(PayloadKind.OpenLink, null, 0);
        var packet = new byte[OpenLinkEncoder.PacketLength];
        OpenLinkEncoder.Encode(new OpenLinkInformation { StateOfCharge = 45, SourceAge = TimeSpan.Zero }, 0, packet);
        tracker.Accept(packet, 0);
        return tracker.State;
    }
}
