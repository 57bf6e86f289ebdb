using AngleSharp.Dom;
using Bunit;
using O2X.Gateway.Pages;

namespace O2X.Gateway.Tests.Pages;

public class HomeTests
{
    [Fact]
    public async Task Shows_the_charge_in_the_first_answer()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        var page = await host.Client.GetStringAsync("/");

        Assert.Matches($"data-value=\"charge\">{host.View.Snapshot!.Value.StateOfCharge}<span class=\"gauge-unit\"> %</span>", page);
    }

    [Fact]
    public async Task Runs_no_script_that_stands_in_the_page()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        foreach (var path in new[] { "/", "/history", "/settings" })
        {
            var page = await host.Client.GetStringAsync(path);
            Assert.DoesNotMatch("<script(?![^>]* src=)[^>]*>", page);
            Assert.DoesNotMatch("<[^>]* on[a-z]+=", page);
            Assert.DoesNotMatch("(src|href)=\"(https?:)?//", page);
        }
    }

    [Fact]
    public async Task Shows_every_value_with_its_age()
    {
        await using var bench = await PageBench.StartReadyAsync();
        var page = bench.Draw<Home>();

        foreach (var name in new[] { "charge", "status", "range", "odometer", "selector", "park-brake" })
            Assert.NotEqual("unknown", Value(page, name));
        Assert.Equal("Ready", Value(page, "link"));
        Assert.Equal("None", Value(page, "alerts"));
        Assert.Equal("now", page.Find("[data-age=range]").TextContent);
        Assert.Empty(page.FindAll(".is-stale"));
    }

    [Fact]
    public async Task Says_unknown_of_what_was_never_heard()
    {
        await using var bench = await PageBench.StartAsync();
        var page = bench.Draw<Home>();

        foreach (var name in new[] { "charge", "status", "range", "odometer", "selector", "park-brake", "alerts" })
            Assert.Equal("unknown", Value(page, name));
        Assert.Null(page.Find("[role=meter]").GetAttribute("aria-valuenow"));
        Assert.Empty(page.FindAll(".gauge-fill"));
        Assert.Empty(page.FindAll(".is-live"));
    }

    [Fact]
    public async Task Ages_visibly_when_nothing_is_heard_any_more()
    {
        await using var bench = await PageBench.StartReadyAsync();
        var page = bench.Draw<Home>();
        await bench.Host.Owner.UnsubscribeAsync();
        bench.Host.Pass(30);

        bench.Becomes(page, () => Assert.Equal("Idle", Value(page, "link")));
        Assert.StartsWith("stale · 3", page.Find("[data-age=range]").TextContent, StringComparison.Ordinal);
        Assert.Contains("is-stale", page.Find(".gauge").ClassName, StringComparison.Ordinal);
        bench.Host.Pass(60);
        bench.Becomes(page, () => Assert.Equal("stale · 1 min ago", page.Find("[data-age=range]").TextContent));
        Assert.Empty(page.FindAll(".value.is-live"));
    }

    [Fact]
    public async Task Follows_the_vehicle()
    {
        await using var bench = await PageBench.StartReadyAsync();
        var page = bench.Draw<Home>();
        bench.Host.World.Car.SetStateOfCharge(12);
        bench.Host.Pass(5);

        Assert.InRange(bench.Host.View.Snapshot!.Value.StateOfCharge!.Value, 11, 12);
        bench.Becomes(page, () => Assert.Equal($"{bench.Host.View.Snapshot!.Value.StateOfCharge} %", Value(page, "charge")));
        Assert.Contains("is-low", page.Find(".gauge").ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_alerts_now_and_before()
    {
        await using var bench = await PageBench.StartReadyAsync();
        var page = bench.Draw<Home>();
        bench.Host.World.Car.SetAlerts(O2X.Vehicles.Alerts.Stop);
        bench.Host.Pass(5);

        bench.Becomes(page, () => Assert.Equal("stop", Value(page, "alerts")));
        Assert.Equal("Before: none", Value(page, "previous-alerts"));
    }

    [Fact]
    public async Task Tells_the_ear_what_changes_and_not_each_second()
    {
        await using var bench = await PageBench.StartReadyAsync();
        var page = bench.Draw<Home>();
        var said = page.Find(".for-ears[aria-live]").TextContent;
        bench.Host.Pass(5);

        Assert.Equal("The vehicle is parked. Link: Ready. ", said);
        Assert.Equal(said, page.Find(".for-ears[aria-live]").TextContent);
    }

    private static string Value(IRenderedComponent<Home> page, string name) => page.Find($"[data-value={name}]").Text().Trim();
}
