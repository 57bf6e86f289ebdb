using System.Diagnostics;
using System.Text.RegularExpressions;

namespace O2X.Conventions.Tests;

/// <summary>The README's client in Python does what it shows.</summary>
public partial class PythonClientTests
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
            // A dongle says in several packets what there is to say: at first not all is known.
            string? line;
            while (!Complete().IsMatch(line = await python.StandardOutput.ReadLineAsync() ?? "the end"))
                Assert.Equal("unknown {'unit': '%', 'value': None}", line);
        }
        finally
        {
            python.Kill(entireProcessTree: true);
        }
    }

    [GeneratedRegex(@"^(parked|driving|charging) \{'unit': '%', 'value': \d+\}$")]
    private static partial Regex Complete();
}
