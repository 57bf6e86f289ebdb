using AngleSharp.Dom;
using Bunit;
using O2X.Gateway.History;
using O2X.Gateway.Pages.Charts;
using O2X.Vehicles;

namespace O2X.Gateway.Tests.Pages.Charts;

public class ChartPanelTests
{
    [Fact]
    public async Task Draws_the_history_with_its_gaps_and_tells_them_in_words()
    {
        await using var bench = await PageBench.StartAsync();
        Keep(bench, -14, 60);
        Keep(bench, -13, 62);
        Keep(bench, -5, 66);
        Keep(bench, -4, 67);
        var panel = bench.Draw<ChartPanel>();

        Assert.Equal(2, panel.FindAll("[data-chart=charge] .chart-line").Count);
        Assert.Equal(
            "Charge, 15 minutes: first 60 %, last 67 %, lowest 60 %, highest 67 %. 1 gap.", panel.Find("[data-chart=charge] svg").GetAttribute("aria-label"));
        // The last value is four minutes old: none of now.
        Assert.Equal("", panel.Find("[data-chart=charge] .chart-last").Text());
    }

    [Fact]
    public async Task Leaves_out_what_the_source_does_not_have()
    {
        await using var bench = await PageBench.StartAsync();
        Keep(bench, -3, 60);
        var panel = bench.Draw<ChartPanel>();

        Assert.NotEmpty(panel.FindAll("[data-chart=charge]"));
        Assert.Empty(panel.FindAll("[data-chart=power]"));
        Assert.Empty(panel.FindAll("[data-chart=speed]"));
    }

    [Fact]
    public async Task Grows_while_the_vehicle_is_heard()
    {
        await using var bench = await PageBench.StartReadyAsync();
        var panel = bench.Draw<ChartPanel>();
        bench.Host.Pass(20);

        bench.Becomes(panel, () => Assert.Equal($"{bench.Host.View.Snapshot!.Value.StateOfCharge} %", panel.Find("[data-chart=charge] .chart-last").Text()));
        Assert.NotEmpty(panel.FindAll("[data-chart=speed] .chart-line"));
    }

    [Fact]
    public async Task Shows_a_day_and_a_month()
    {
        await using var bench = await PageBench.StartAsync();
        Keep(bench, -14, 60);
        Keep(bench, -60 * 20, 40);
        Keep(bench, -60 * 24 * 20, 30);
        var panel = bench.Draw<ChartPanel>();

        foreach (var (span, first) in new[] { ("Day", "first 40 %"), ("Month", "first 30 %"), ("15 minutes", "first 60 %") })
        {
            await panel.FindAll(".choice button").First(button => button.Text() == span).ClickAsync();
            Assert.Contains(first, panel.Find("[data-chart=charge] svg").GetAttribute("aria-label"), StringComparison.Ordinal);
            Assert.Equal(span, panel.Find(".choice [aria-pressed=true]").Text());
        }
    }

    private static void Keep(PageBench bench, double minutes, double charge) => bench.History.Add(
        bench.Host.Directory.Current.Id,
        new Sample(bench.Host.Clock.GetUtcNow().AddMinutes(minutes), VehicleStatus.Parked, charge, null, null, null, null, null));
}
