using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace O2X.EndToEnd.Tests.Web.Page;

/// <summary>The page of a vehicle in a real browser: what it shows and what it lets one do.</summary>
[Collection(BrowserTests.Name)]
[Trait("Kind", "web")]
public sealed class VehiclePageTests(BrowserFixture browser)
{
    [Fact]
    public async Task Moves_with_the_vehicle()
    {
        await using var page = await browser.OpenAsync(browser.Gateway.Address);

        await Expect(page.Value("link")).ToHaveTextAsync("Ready");
        await Expect(page.Value("charge")).ToContainTextAsync("%");
        await page.ChangesAsync("odometer");
        await Expect(page.Page.Locator("[data-chart=charge] .chart-line").First).ToBeAttachedAsync();
        await Expect(page.Page.Locator("[data-chart=speed] .chart-line").First).ToBeAttachedAsync();
        await Expect(page.Page.Locator("[data-event=Status]").First).ToBeVisibleAsync();
        await page.PictureAsync("vehicle-light");
        Assert.Empty(page.Problems);
    }

    [Fact]
    public async Task Asks_nobody_but_the_gateway()
    {
        await using var page = await browser.OpenAsync(browser.Gateway.Address);
        foreach (var path in new[] { "/history", "/settings", "/" }) await page.GoToAsync(path);

        var host = new Uri(browser.Gateway.Address).Authority;
        Assert.Contains(page.Asked, asked => asked.StartsWith("ws:", StringComparison.Ordinal));
        Assert.DoesNotContain(page.Asked, asked => !asked.StartsWith("data:", StringComparison.Ordinal) && new Uri(asked).Authority != host);
        Assert.Empty(page.Problems);
    }

    [Fact]
    public async Task Unsubscribes_ages_visibly_and_subscribes_again()
    {
        await using var gateway = await RestartableGateway.StartAsync();
        await using var page = await browser.OpenAsync(gateway.Address);
        await Expect(page.Value("link")).ToHaveTextAsync("Ready");
        await Expect(page.Value("charge")).ToContainTextAsync("%");

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Unsubscribe" }).ClickAsync();
        await Expect(page.Value("link")).ToHaveTextAsync("Idle");
        // Each second counts, without anything being heard.
        await Expect(page.Page.Locator("[data-age=range]")).ToHaveTextAsync("stale · 3 s ago");
        await Expect(page.Page.Locator("[data-age=range]")).ToHaveTextAsync("stale · 5 s ago");
        await Expect(page.Page.Locator(".gauge.is-stale")).ToBeVisibleAsync();
        await page.PictureAsync("vehicle-stale");

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Subscribe …", Exact = true }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Subscribe", Exact = true }).ClickAsync();
        await Expect(page.Value("link")).ToHaveTextAsync("Ready");
        await Expect(page.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await page.ChangesAsync("odometer");
        Assert.Empty(page.Problems);
    }

    [Fact]
    public async Task Says_refusals_in_words()
    {
        await using var gateway = await RestartableGateway.StartAsync();
        await using var page = await browser.OpenAsync(gateway.Address);
        await Expect(page.Value("link")).ToHaveTextAsync("Ready");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Unsubscribe" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Subscribe …", Exact = true }).ClickAsync();

        await page.Page.GetByLabel("VIN").FillAsync("VR1");
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page.Value("refusal")).ToHaveTextAsync("A VIN has 17 characters of A-Z and 0-9 without I, O and Q.");
        await page.Page.GetByLabel("VIN").FillAsync("VR1AB12C3D4567891");
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page.Value("refusal")).ToContainTextAsync("Another vehicle is remembered (VR1**********7890).");
        await page.PictureAsync("dialog", whole: false);

        // A vehicle that is not there is sought, and said not to be found when the time is over.
        await page.GoToAsync("/settings");
        await page.Page.GetByLabel("Search for a new vehicle").FillAsync("2000");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Save timeouts" }).ClickAsync();
        await Expect(page.Value("timeouts-answer")).ToHaveTextAsync("Saved.");
        await page.GoToAsync("/");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Subscribe …", Exact = true }).ClickAsync();
        await page.Page.GetByLabel("VIN").FillAsync("VR1AB12C3D4567891");
        await page.Page.GetByLabel("First time").CheckAsync();
        await page.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Subscribe", Exact = true }).ClickAsync();
        await Expect(page.Value("link")).ToHaveTextAsync("Ended");
        await Expect(page.Value("link-reason")).Not.ToBeEmptyAsync();
        // What the other vehicle said is not this one's.
        await Expect(page.Value("charge")).ToHaveTextAsync("unknown");
        await page.PictureAsync("vehicle-not-found");
        Assert.Empty(page.Problems);
    }

    [Fact]
    public async Task Says_that_a_timeout_is_out_of_range()
    {
        await using var page = await browser.OpenAsync(browser.Gateway.Address);
        await page.GoToAsync("/settings");

        await page.Page.GetByLabel("Link without data").FillAsync("0");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Save timeouts" }).ClickAsync();
        await Expect(page.Value("timeouts-answer")).ToHaveTextAsync("looseConnection must be between 1 and 86400000 ms.");
        await page.PictureAsync("settings");
    }
}
