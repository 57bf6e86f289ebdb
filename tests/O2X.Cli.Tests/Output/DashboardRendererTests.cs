using O2X.Actors;
using O2X.Cli.Output;
using O2X.Links;
using O2X.TestKit;
using O2X.Vehicles;
using Spectre.Console;
using Spectre.Console.Testing;

namespace O2X.Cli.Tests.Output;

public class DashboardRendererTests
{
    private readonly Dashboard _dashboard = new();

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(71)]
    [InlineData(72)]
    [InlineData(100)]
    [InlineData(200)]
    public void Fits_any_width(int width)
    {
        ShowALoss();

        Assert.All(Draw(width, 40).Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, width));
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

        Assert.Contains("03:04:54 cantCharge", text, StringComparison.Ordinal);
        Assert.DoesNotContain("03:04:05 cantCharge", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Uses_only_colours_that_a_theme_fits_to_its_ground()
    {
        ShowALoss();
        using var console = new TestConsole().EmitAnsiSequences().Colors(ColorSystem.TrueColor);
        console.Write(Renderer().Draw(_dashboard.Look(), 100, 40));

        Assert.Contains("\u001b[", console.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\u001b\[[0-9;]*(38|48);(2;|5;(?![0-7][;m]))", console.Output);
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

    private string Draw(int width, int height)
    {
        using var console = new TestConsole().Width(width);
        console.Write(Renderer().Draw(_dashboard.Look(), width, height));
        return console.Output;
    }

    private static DashboardRenderer Renderer() => new("sim", TimeProvider.System, TimeZoneInfo.Utc);
}
