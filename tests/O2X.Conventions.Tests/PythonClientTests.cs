using System.Diagnostics;

namespace O2X.Conventions.Tests;

/// <summary>The README's client in Python does what it shows.</summary>
public class PythonClientTests
{
    private const string Command = """["dotnet", "run", "-c", "Release", "--project", "src/O2X.Cli", "--", "pims"]""";

    [Fact]
    public void Has_ten_lines() => Assert.InRange(Readme.Client.Split('\n').Count(line => line.Trim().Length > 0), 1, 10);

    [Fact]
    public async Task Prints_what_the_vehicle_says()
    {
        Assert.Contains(Command, Readme.Client, StringComparison.Ordinal);
        var program = Readme.Client.Replace(
            Command, $"""["dotnet", "{Path.Combine(AppContext.BaseDirectory, "o2x.dll")}", "pims"]""", StringComparison.Ordinal);
        using var python = Process.Start(new ProcessStartInfo("python3", ["-c", program]) { RedirectStandardOutput = true })!;
        try
        {
            Assert.Matches(@"^parked \{'unit': '%', 'value': \d+\}$", await python.StandardOutput.ReadLineAsync());
            Assert.Matches(@"^\w+ \{'unit': '%', 'value': \d+\}$", await python.StandardOutput.ReadLineAsync());
        }
        finally
        {
            python.Kill(entireProcessTree: true);
        }
    }
}
