using System.Diagnostics;

namespace O2X.EndToEnd.Tests.Web.Security;

/// <summary>A real browser finds nothing on the pages that their own policy forbids.</summary>
[Trait("Kind", "web")]
public sealed class PolicyTests : IDisposable
{
    private const string Violation = "Content Security Policy";

    private readonly string _folder = Directory.CreateTempSubdirectory("o2x-policy-").FullName;

    [Theory]
    [InlineData("/", "mud-theme-provider")]
    [InlineData("/sign-in", "Sign in to o2x")]
    public async Task Is_kept_by_the_pages(string path, string content)
    {
        await using var gateway = await GatewayRun.StartAsync(_folder, ["--urls", "http://127.0.0.1:0"]);
        var (page, errors) = await OpenAsync(new Uri(gateway.Address, path).ToString());

        Assert.Contains(content, page, StringComparison.Ordinal);
        Assert.DoesNotContain(Violation, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_told_of_when_it_is_broken()
    {
        var (_, errors) = await OpenAsync("data:text/html,<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'self'\"><script>1</script>");

        Assert.Contains(Violation, errors, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<(string Page, string Errors)> OpenAsync(string address)
    {
        using var browser = Process.Start(new ProcessStartInfo(
            "chromium",
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--enable-logging=stderr", "--timeout=20000",
                $"--user-data-dir={Path.Combine(_folder, "browser")}", "--dump-dom", address,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2), TimeProvider.System);
        var errors = browser.StandardError.ReadToEndAsync(patience.Token);
        var page = await browser.StandardOutput.ReadToEndAsync(patience.Token);
        await browser.WaitForExitAsync(patience.Token);
        return (page, await errors);
    }
}
