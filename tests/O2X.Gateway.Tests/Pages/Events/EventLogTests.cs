using AngleSharp.Dom;
using Bunit;
using O2X.Gateway.Pages.Events;

namespace O2X.Gateway.Tests.Pages.Events;

public class EventLogTests
{
    [Fact]
    public async Task Shows_what_happened_newest_first_and_what_happens()
    {
        await using var bench = await PageBench.StartReadyAsync();
        var log = bench.Draw<EventLog>();
        var before = Texts(log);
        Assert.Contains("Ready", before);

        await bench.Host.Owner.UnsubscribeAsync();
        bench.Host.Pass(2);
        bench.Becomes(log, () => Assert.Equal("Idle", Texts(log)[0]));
        Assert.Equal(Texts(log).Count, log.FindAll("li time").Count);
    }

    [Fact]
    public async Task Goes_back_by_pages()
    {
        await using var bench = await PageBench.StartReadyAsync();
        for (var times = 0; times < 4; times++)
        {
            await bench.Host.Owner.UnsubscribeAsync();
            await bench.Host.Owner.SubscribeAsync(new());
            bench.Host.BecomeReady();
        }

        var log = bench.Draw<EventLog>();
        Assert.Equal(12, Texts(log).Count);
        await log.Find("button").ClickAsync();
        Assert.Equal(24, Texts(log).Count);
    }

    private static List<string> Texts(IRenderedComponent<EventLog> log) => [.. log.FindAll(".event-text").Select(text => text.Text().Trim())];
}
