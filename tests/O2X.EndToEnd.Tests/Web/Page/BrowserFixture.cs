using Microsoft.Playwright;

namespace O2X.EndToEnd.Tests.Web.Page;

/// <summary>Debian's chromium, and one gateway for the tests that leave it as it was.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    // For the first start of a browser on a machine that is busy.
    private const float Patience = 90_000;

    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    internal RestartableGateway Gateway { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        Gateway = await RestartableGateway.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium, Args = ["--no-sandbox"] });
    }

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await Gateway.DisposeAsync();
    }

    /// <summary>Opens a page in a profile of its own.</summary>
    internal async Task<OpenPage> OpenAsync(string address, int width = 1280, int height = 900, ColorScheme colours = ColorScheme.Light)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = colours,
            // A phone has more dots than it says.
            DeviceScaleFactor = width < 600 ? 2 : 1,
        });
        context.SetDefaultTimeout(Patience);
        var page = new OpenPage(context, await context.NewPageAsync(), address);
        await page.GoToAsync("/");
        return page;
    }
}
