using AngleSharp.Dom;
using Bunit;
using O2X.Gateway.Mqtt;
using O2X.Gateway.Pages;

namespace O2X.Gateway.Tests.Pages;

public class SettingsPageTests
{
    [Fact]
    public async Task Sets_the_three_timeouts()
    {
        await using var bench = await PageBench.StartAsync();
        var page = bench.Draw<SettingsPage>();
        Assert.Equal(("60000", "5000", "0"), (Shown("scan"), Shown("loose"), Shown("change")));

        await page.Find("#timeout-scan").ChangeAsync("30000");
        await page.Find("#timeout-change").ChangeAsync("1500");
        await page.FindAll("form")[0].SubmitAsync();
        bench.Becomes(page, () => Assert.Equal("Saved.", page.Find("[data-value=timeouts-answer]").TextContent));
        var set = bench.Host.Owner.Timeouts;
        Assert.Equal((30, 5, 1.5), (set.Scan.TotalSeconds, set.LooseConnection.TotalSeconds, set.ChangeStatus.TotalSeconds));

        string? Shown(string name) => page.Find($"#timeout-{name}").GetAttribute("value");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("86400001")]
    [InlineData("9000000000000000000")]
    public async Task Says_what_is_out_of_range_and_sets_nothing(string given)
    {
        await using var bench = await PageBench.StartAsync();
        var page = bench.Draw<SettingsPage>();
        await page.Find("#timeout-loose").ChangeAsync(given);
        await page.FindAll("form")[0].SubmitAsync();

        bench.Becomes(page, () => Assert.Equal(
            "looseConnection must be between 1 and 86400000 ms.", page.Find("[data-value=timeouts-answer]").TextContent));
        Assert.Equal(5, bench.Host.Owner.Timeouts.LooseConnection.TotalSeconds);
    }

    [Fact]
    public async Task Renames_the_vehicle()
    {
        await using var bench = await PageBench.StartAsync();
        var page = bench.Draw<SettingsPage>();
        await page.Find("#alias").ChangeAsync("Not An Alias");
        await page.FindAll("form")[1].SubmitAsync();
        Assert.StartsWith("An alias has", page.Find("[data-value=name-answer]").Text(), StringComparison.Ordinal);

        await page.Find("#alias").ChangeAsync("blue-ami");
        await page.FindAll("form")[1].SubmitAsync();
        Assert.Equal("Saved.", page.Find("[data-value=name-answer]").Text());
        Assert.Equal("blue-ami", bench.Host.Directory.Current.Alias);
    }

    [Fact]
    public async Task Says_how_to_have_a_broker_where_none_is()
    {
        await using var bench = await PageBench.StartAsync();
        var page = bench.Draw<SettingsPage>();

        Assert.Equal("No broker is set. Give its address in O2X:Gateway:Mqtt:Broker.", page.Find("[data-value=mqtt]").TextContent);
    }

    [Fact]
    public async Task Follows_the_connection_to_the_broker()
    {
        await using var bench = await PageBench.StartAsync();
        var monitor = bench.Host.Get<MqttMonitor>();
        var page = bench.Draw<SettingsPage>();

        monitor.Tell(MqttPhase.Waiting, "The broker at home:1883 refuses the connection.", TimeSpan.FromSeconds(8));
        bench.Host.Pass(1);
        bench.Becomes(page, () => Assert.Equal("The broker at home:1883 refuses the connection.", page.Find(".problem[data-value=mqtt]").TextContent));

        monitor.Tell(MqttPhase.Connected);
        bench.Host.Pass(1);
        bench.Becomes(page, () => Assert.StartsWith("The broker is connected since", page.Find("[data-value=mqtt]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Says_how_to_be_notified_where_nobody_is()
    {
        await using var bench = await PageBench.StartAsync();
        var page = bench.Draw<SettingsPage>();

        Assert.Equal("No webhook is set. Give its address in O2X:Gateway:Notifications:Webhook.", page.Find("[data-value=notifications-off]").TextContent);
        Assert.Empty(page.FindAll("#test-notification"));
    }

    [Fact]
    public async Task Says_what_became_of_a_test_notification()
    {
        // Nobody listens on port 9 of this machine.
        await using var bench = await PageBench.StartAsync(settings: new() { ["O2X:Gateway:Notifications:Webhook"] = "http://127.0.0.1:9/" });
        var page = bench.Draw<SettingsPage>();
        await page.Find("#test-notification").ClickAsync();

        page.WaitForState(() => page.FindAll("[data-value=notifications-answer]").Count == 1, TimeSpan.FromSeconds(20));
        Assert.NotEqual("Delivered.", page.Find("[data-value=notifications-answer]").TextContent);
    }

    [Fact]
    public async Task Erases_what_is_kept_only_when_it_is_asked_for_twice()
    {
        await using var bench = await PageBench.StartReadyAsync();
        var page = bench.Draw<SettingsPage>();
        var vehicle = bench.Host.Directory.Current.Id;
        Assert.Equal($"/api/vehicles/{vehicle}/data", page.Find("#export-data").GetAttribute("href"));

        await page.Find("#erase-data").ClickAsync();
        await page.Find("#erase-cancel").ClickAsync();
        Assert.Equal(vehicle, bench.Host.Directory.Current.Id);

        await page.Find("#erase-data").ClickAsync();
        await page.Find("#erase-confirm").ClickAsync();
        bench.Becomes(page, () => Assert.Equal("Erased.", page.Find("[data-value=data-answer]").TextContent));
        Assert.Null(bench.Host.Directory.Find(vehicle.ToString()));
    }
}
