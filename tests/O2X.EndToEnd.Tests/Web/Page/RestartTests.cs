using static Microsoft.Playwright.Assertions;

namespace O2X.EndToEnd.Tests.Web.Page;

/// <summary>The page while the gateway is away, and when it is back.</summary>
[Collection(BrowserTests.Name)]
[Trait("Kind", "web")]
public sealed class RestartTests(BrowserFixture browser)
{
    [Fact]
    public async Task Shows_that_the_gateway_is_gone_and_recovers_by_itself()
    {
        await using var gateway = await RestartableGateway.StartAsync();
        await using var page = await browser.OpenAsync(gateway.Address);
        await Expect(page.Value("link")).ToHaveTextAsync("Ready");
        var banner = page.Page.GetByText("The connection to the gateway is lost.");
        await Expect(banner).ToBeHiddenAsync();

        await gateway.KillAsync();
        await Expect(banner).ToBeVisibleAsync();
        await page.PictureAsync("gateway-lost", whole: false);

        await gateway.StartAgainAsync();
        await Expect(banner).ToBeHiddenAsync();
        await Expect(page.Value("link")).ToHaveTextAsync("Ready");
        await page.ChangesAsync("odometer");
    }

    [Fact]
    public async Task Shows_what_was_known_before_as_old()
    {
        await using var gateway = await RestartableGateway.StartAsync();
        await using (var page = await browser.OpenAsync(gateway.Address))
        {
            await Expect(page.Value("charge")).ToContainTextAsync("%");
            await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Unsubscribe" }).ClickAsync();
            await Expect(page.Value("link")).ToHaveTextAsync("Idle");
        }

        using var client = new HttpClient();
        var first = await client.GetStringAsync(gateway.Address);
        Assert.Contains("stale", first, StringComparison.Ordinal);
        Assert.DoesNotContain("is-live", first, StringComparison.Ordinal);
    }
}
