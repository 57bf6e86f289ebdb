using System.Net;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace O2X.EndToEnd.Tests.Web;

/// <summary>Every script, style and font of the page is served, however the program was started, and none comes from elsewhere.</summary>
[Trait("Kind", "web")]
public sealed partial class AssetTests : IDisposable
{
    private static readonly string Configuration =
        typeof(AssetTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private readonly string _elsewhere = Directory.CreateTempSubdirectory("o2x-web-").FullName;

    [Fact]
    public async Task Are_served_by_dotnet_run()
    {
        await using var gateway = await GatewayProcess.StartAsync(
            Root(), "dotnet", "run", "-c", Configuration, "--no-build", "--project", "src/O2X.Cli", "--");

        await AssertServedAsync(gateway, Path.Combine(Root(), "src", "O2X.Cli", "bin", Configuration, "net10.0"));
    }

    [Fact]
    public async Task Are_served_from_another_working_directory()
    {
        var output = Path.Combine(Root(), "src", "O2X.Cli", "bin", Configuration, "net10.0");
        // What lies there is none of the gateway's.
        await File.WriteAllTextAsync(Path.Combine(_elsewhere, "appsettings.json"), """{"O2X":{"Gateway":{"Alias":"stranger"}}}""");
        await using var gateway = await GatewayProcess.StartAsync(_elsewhere, "dotnet", Path.Combine(output, "o2x.dll"));

        await AssertServedAsync(gateway, output);
        Assert.Contains("\"alias\":\"car\"", await gateway.Client.GetStringAsync("/api/vehicles"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_served_by_what_was_published()
    {
        var published = Path.Combine(_elsewhere, "published");
        var publish = await RunAsync("dotnet", "publish", "src/O2X.Cli", "-c", Configuration, "--no-build", "-o", published, "-v", "quiet", "--nologo");
        Assert.True(publish.ExitCode == 0, publish.Output);
        await using var gateway = await GatewayProcess.StartAsync(_elsewhere, "dotnet", Path.Combine(published, "o2x.dll"));

        await AssertServedAsync(gateway, published);
    }

    public void Dispose() => Directory.Delete(_elsewhere, recursive: true);

    private static async Task AssertServedAsync(GatewayProcess gateway, string folder)
    {
        var page = await gateway.Client.GetStringAsync("/");
        var named = Reference().Matches(page).Select(match => match.Groups["path"].Value).ToList();
        Assert.Contains("_framework/blazor.web.js", named);
        Assert.DoesNotContain(named, path => path.Contains("//", StringComparison.Ordinal));

        var paths = named.Concat(Routes(folder)).Distinct().ToList();
        Assert.Contains("_content/MudBlazor/MudBlazor.min.css", paths);
        foreach (var path in paths)
        {
            using var response = await gateway.Client.GetAsync(path);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {response.StatusCode}");
            Assert.NotEmpty(await response.Content.ReadAsByteArrayAsync());
        }
    }

    /// <summary>What the build says that there is to serve.</summary>
    private static List<string> Routes(string folder)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "o2x.staticwebassets.endpoints.json")));
        return [.. manifest.RootElement.GetProperty("Endpoints").EnumerateArray().Select(endpoint => endpoint.GetProperty("Route").GetString()!)];
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Root(),
            RedirectStandardOutput = true,
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1" },
        })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "O2X.Actors.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex("(?:src|href)=\"(?<path>[^\"#/][^\"]*)\"")]
    private static partial Regex Reference();
}
