using System.Text.RegularExpressions;
using O2X.Actors;
using O2X.Cli.Output;
using O2X.Links;
using O2X.Links.Time;
using O2X.TestKit;
using O2X.Vehicles;
using Spectre.Console;
using Spectre.Console.Testing;

namespace O2X.Cli.Tests.Output;

public partial class DashboardRendererTests
{
    private static readonly VirtualClock _clock = ClockAt(TimeSpan.FromSeconds(6));
    private readonly Dashboard _dashboard = new();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(20, 5)]
    [InlineData(40, 20)]
    [InlineData(71, 24)]
    [InlineData(72, 24)]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    [InlineData(200, 60)]
    public void Fits_any_size(int width, int height)
    {
        ShowALoss();
        var lines = Lines(width, height);

        Assert.InRange(lines.Count, 1, height);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
    }

    [Theory]
    [InlineData(40, 20)]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    public void Shows_what_matters_at_any_usual_size(int width, int height)
    {
        ShowALoss();
        var lines = Lines(width, height);

        Assert.All(["Vehicle", "Link", "Alerts", "Charge", "Odometer"], label => Assert.Contains(lines, line => line.Trim(' ', '│').StartsWith(label)));
        Assert.Contains(lines, line => line.EndsWith("event  disconnected"));
    }

    [Fact]
    public void Tells_live_stale_and_unknown_values_apart()
    {
        _dashboard.Show(in new SpokenVehicle().SayBattery(0).SayMotion(5).WaitUntil(6).State);
        var lines = Lines(40, 20);

        Assert.Contains(lines, line => Regex.IsMatch(line, @"^Charge +45 % +stale 6\.0 s$"));
        Assert.Contains(lines, line => Regex.IsMatch(line, @"^Speed +12 km/h +1\.0 s$"));
        Assert.Contains(lines, line => Regex.IsMatch(line, @"^Range +- +unknown$"));
    }

    [Fact]
    public void Keeps_its_columns_where_they_are_when_values_become_stale()
    {
        var vehicle = new SpokenVehicle().SayBattery(0).SayMotion(0);
        _dashboard.Show(in vehicle.State);
        var live = Lines(80, 24).First(line => line.Contains("Charge"));
        _dashboard.Show(in vehicle.FallSilent(5).State);
        var stale = Lines(80, 24).First(line => line.Contains("Charge"));

        Assert.Equal(live.IndexOf("45 %", StringComparison.Ordinal), stale.IndexOf("45 %", StringComparison.Ordinal));
    }

    [Fact]
    public void Says_when_the_next_attempt_is()
    {
        var now = TestTerminal.Start.AddSeconds(6);
        _dashboard.Show(new LinkReport(LinkState.Backoff, now.AddSeconds(-1)) { FailedAttempts = 3, NextAttemptIn = TimeSpan.FromSeconds(4) });

        Assert.Contains("Link    waiting to try again, 3.0 s left after 3 attempts", Lines(80, 24));
    }

    [Fact]
    public void Says_for_how_long_it_has_been_looking()
    {
        _dashboard.Show(new LinkReport(LinkState.Scanning, TestTerminal.Start));

        Assert.Contains("Link    scanning, 6.0 s", Lines(80, 24));
    }

    [Fact]
    public void Counts_on_when_the_wall_clock_is_set()
    {
        var clock = ClockAt(TimeSpan.FromSeconds(6));
        using var console = new TestConsole();
        var renderer = new DashboardRenderer(new LineCanvas(console.Profile.Capabilities), "sim", clock, TimeZoneInfo.Utc);
        _dashboard.Show(new LinkReport(LinkState.Scanning, TestTerminal.Start));
        Assert.Contains("Link    scanning, 6.0 s", Lines(renderer, 80, 24));

        clock.SetUtcNow(TestTerminal.Start.AddDays(40));
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Contains("Link    scanning, 7.0 s", Lines(renderer, 80, 24));
    }

    [Fact]
    public void Never_logs_backwards()
    {
        _dashboard.Show(new LinkReport(LinkState.Verifying, TestTerminal.Start.AddSeconds(1)));
        _dashboard.Show(new LinkReport(LinkState.Ready, TestTerminal.Start.AddSeconds(2)));
        _dashboard.ShowStatus(in new SpokenVehicle().SayBattery(1).State);

        Assert.Equal(["03:04:07 link   ready", "03:04:07 status unknown"], Lines(80, 24).TakeLast(2));
    }

    [Theory]
    [InlineData(60, false)]
    [InlineData(100, true)]
    public void Puts_the_tables_side_by_side_where_there_is_room(int width, bool expected) =>
        Assert.Equal(expected, Draw(width, 40).Split('\n').Any(line => line.Contains("Range") && line.Contains("Plugged in")));

    [Fact]
    public void Says_why_the_vehicle_is_not_there_and_what_to_do()
    {
        ShowALoss();
        var text = Draw(100, 40);

        Assert.Contains("lost", text, StringComparison.Ordinal);
        Assert.Contains("No data came for 5 s. Stay close to the vehicle.", text, StringComparison.Ordinal);
        Assert.Contains("disconnected", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Masks_the_VIN()
    {
        ShowALoss();
        var text = Draw(100, 40);

        Assert.Contains("VR1**********7890", text, StringComparison.Ordinal);
        Assert.DoesNotContain(AmiBus.Vin.Full, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_the_newest_entries_of_the_log()
    {
        for (var i = 0; i < 50; i++) _dashboard.Show(new VehicleEvent(VehicleEventKind.CantCharge, TestTerminal.Start.AddSeconds(i)));
        var text = Draw(100, 24);

        Assert.Contains("03:04:54 event  cantCharge", text, StringComparison.Ordinal);
        Assert.DoesNotContain("03:04:05 event  cantCharge", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Uses_only_colours_that_a_theme_fits_to_its_ground()
    {
        ShowALoss();
        using var console = new TestConsole().EmitAnsiSequences().Colors(ColorSystem.TrueColor);
        var text = string.Join('\n', Renderer(console).Draw(_dashboard.Look(), 100, 40));

        Assert.Contains("\u001b[", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\u001b\[[0-9;]*(38|48);(2;|5;(?![12][;m]))", text);
    }

    private void ShowALoss()
    {
        var ready = new LinkReport(LinkState.Ready, TestTerminal.Start) { Vin = AmiBus.Vin, IsVerified = true, Rssi = -60 };
        _dashboard.Show(ready);
        _dashboard.ShowStatus(default);
        _dashboard.Show(ready with
        {
            State = LinkState.Stale,
            Fault = new LinkFault(LinkLossReason.DataTimeout, "No data came for 5 s.", "Stay close to the vehicle."),
        });
        _dashboard.Show(new VehicleEvent(VehicleEventKind.Disconnected, TestTerminal.Start));
    }

    private string Draw(int width, int height) => string.Join('\n', Lines(width, height));

    private IReadOnlyList<string> Lines(int width, int height)
    {
        using var console = new TestConsole();
        return Lines(Renderer(console), width, height);
    }

    private IReadOnlyList<string> Lines(DashboardRenderer renderer, int width, int height) =>
        [.. renderer.Draw(_dashboard.Look(), width, height).Select(line => EscapeSequence().Replace(line, "").TrimEnd())];

    private static VirtualClock ClockAt(TimeSpan time)
    {
        var clock = new VirtualClock(TestTerminal.Start);
        clock.Advance(time);
        return clock;
    }

    private static DashboardRenderer Renderer(TestConsole console) =>
        new(new LineCanvas(console.Profile.Capabilities), "sim", _clock, TimeZoneInfo.Utc);

    [GeneratedRegex(@"\u001b\[[0-9;]*m")]
    private static partial Regex EscapeSequence();
}
