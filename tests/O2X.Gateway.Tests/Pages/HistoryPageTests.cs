using AngleSharp.Dom;
using Bunit;
using O2X.Gateway.History;
using O2X.Gateway.Pages;

namespace O2X.Gateway.Tests.Pages;

public class HistoryPageTests
{
    [Fact]
    public async Task Says_that_there_is_nothing_yet()
    {
        await using var bench = await PageBench.StartAsync();
        var page = bench.Draw<HistoryPage>();

        Assert.Contains("No trips have been kept yet.", page.Markup, StringComparison.Ordinal);
        Assert.Contains("No charge sessions have been kept yet.", page.Markup, StringComparison.Ordinal);
        Assert.All(page.FindAll("button"), button => Assert.True(button.HasAttribute("disabled")));
    }

    [Fact]
    public async Task Turns_pages_from_the_newest_to_the_oldest_and_back()
    {
        await using var bench = await PageBench.StartAsync();
        var (vehicle, now) = (bench.Host.Directory.Current.Id, bench.Host.Clock.GetUtcNow());
        for (var id = 1; id <= 25; id++) bench.History.Add(vehicle, new Trip(id, now.AddHours(id - 30), now.AddHours(id - 30).AddMinutes(20), id, 5, 0.4));
        var page = bench.Draw<HistoryPage>();

        Assert.Equal((10, "25.0 km"), Rows());
        await Turn("Older");
        Assert.Equal((10, "15.0 km"), Rows());
        await Turn("Older");
        Assert.Equal((5, "5.0 km"), Rows());
        Assert.True(Button("Older").HasAttribute("disabled"));
        await Turn("Newer");
        await Turn("Newer");
        Assert.Equal((10, "25.0 km"), Rows());
        Assert.True(Button("Newer").HasAttribute("disabled"));

        IElement Button(string text) => page.FindAll("button").First(button => button.Text().Trim() == text);
        Task Turn(string text) => Button(text).ClickAsync();
        (int Count, string Distance) Rows() => (page.FindAll("tbody tr").Count, page.Find("tbody tr td[data-label=Distance]").Text());
    }

    [Fact]
    public async Task Says_what_was_not_heard_and_what_lasts()
    {
        await using var bench = await PageBench.StartAsync();
        var begun = bench.Host.Clock.GetUtcNow().AddMinutes(-65);
        bench.History.Add(bench.Host.Directory.Current.Id, new ChargeSession(1, begun, null, 20, 55, null));
        var row = bench.Draw<HistoryPage>().Find("tbody tr");

        Assert.Equal(["1 h 05 min, still on", "20 %", "55 %", "unknown"], row.QuerySelectorAll("td").Select(cell => cell.Text()));
    }
}
