using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace O2X.EndToEnd.Tests.Web.Page;

/// <summary>The page at the width of a phone, in light and dark, and by keyboard.</summary>
[Collection(BrowserTests.Name)]
[Trait("Kind", "web")]
public sealed class AppearanceTests(BrowserFixture browser)
{
    private const int Phone = 390;

    [Theory]
    [InlineData("/", "vehicle-phone")]
    [InlineData("/history", "history-phone")]
    [InlineData("/settings", "settings-phone")]
    public async Task Fits_a_phone(string path, string picture)
    {
        await using var page = await browser.OpenAsync(browser.Gateway.Address, Phone, 844);
        await page.GoToAsync(path);
        await Expect(page.Page.Locator("h1")).ToBeVisibleAsync();
        if (path == "/") await Expect(page.Value("charge")).ToContainTextAsync("%");

        Assert.Equal(0, await page.OverhangAsync());
        await page.PictureAsync(picture);
    }

    [Fact]
    public async Task Fits_a_phone_with_its_dialog_open()
    {
        await using var gateway = await RestartableGateway.StartAsync();
        await using var page = await browser.OpenAsync(gateway.Address, Phone, 844);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Unsubscribe" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Subscribe …", Exact = true }).ClickAsync();
        await Expect(page.Page.GetByLabel("VIN")).ToBeVisibleAsync();

        Assert.Equal(0, await page.OverhangAsync());
        await page.PictureAsync("dialog-phone", whole: false);
    }

    [Fact]
    public async Task Is_dark_where_the_system_is()
    {
        await using var page = await browser.OpenAsync(browser.Gateway.Address, colours: ColorScheme.Dark);
        await Expect(page.Value("charge")).ToContainTextAsync("%");

        Assert.True(await LightnessAsync(page) < 0.2);
        await page.PictureAsync("vehicle-dark");
        await page.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        Assert.True(await LightnessAsync(page) > 0.8);
    }

    [Fact]
    public async Task Keeps_the_colours_that_were_chosen()
    {
        await using var page = await browser.OpenAsync(browser.Gateway.Address, colours: ColorScheme.Light);

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Colours: as the system" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Colours: light" }).ClickAsync();
        await Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Colours: dark" })).ToBeVisibleAsync();
        Assert.True(await LightnessAsync(page) < 0.2);
        await page.GoToAsync("/history");
        await Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Colours: dark" })).ToBeVisibleAsync();
        Assert.True(await LightnessAsync(page) < 0.2);
    }

    [Fact]
    public async Task Can_be_used_by_keyboard()
    {
        await using var gateway = await RestartableGateway.StartAsync();
        await using var page = await browser.OpenAsync(gateway.Address);
        await Expect(page.Value("link")).ToHaveTextAsync("Ready");

        await TabToAsync(page, "Unsubscribe");
        Assert.NotEqual("none", await page.Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Subscribe …", Exact = true })).ToBeVisibleAsync();
        await TabToAsync(page, "Subscribe …");
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page.Page.GetByLabel("VIN")).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await Expect(page.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await TabToAsync(page, "Settings");
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "Settings" })).ToBeFocusedAsync();
    }

    private static async Task TabToAsync(OpenPage page, string text)
    {
        for (var presses = 0; presses < 40; presses++)
        {
            if (await page.Page.EvaluateAsync<string>("document.activeElement.innerText.trim()") == text) return;
            await page.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"'{text}' is not reached by keyboard.");
    }

    /// <summary>How light the ground of the page is, from 0 to 1.</summary>
    private static Task<double> LightnessAsync(OpenPage page) => page.Page.EvaluateAsync<double>(
        """
        () => {
            const field = document.createElement('canvas').getContext('2d');
            field.fillStyle = getComputedStyle(document.body).backgroundColor;
            field.fillRect(0, 0, 1, 1);
            const [red, green, blue] = field.getImageData(0, 0, 1, 1).data;
            return (red + green + blue) / 765;
        }
        """);
}
