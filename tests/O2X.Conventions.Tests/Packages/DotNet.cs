using System.Diagnostics;

namespace O2X.Conventions.Tests.Packages;

/// <summary>Runs programs as a user does.</summary>
internal static class DotNet
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs the SDK to its end.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it printed.</exception>
    public static Task<string> RunAsync(string folder, params string[] arguments) => RunAsync(folder, "dotnet", arguments);

    /// <inheritdoc cref="RunAsync(string, string[])"/>
    public static async Task<string> RunAsync(string folder, string program, string[] arguments)
    {
        using var process = Start(folder, program, arguments);
        using var patience = new CancellationTokenSource(Patience);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        var output = await process.StandardOutput.ReadToEndAsync(patience.Token) + await errors;
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}");
    }

    /// <summary>Runs a program until it has printed some lines, then gives it an empty line and lets it end.</summary>
    public static async Task<(IReadOnlyList<string> Lines, int ExitCode)> RunUntilAsync(string folder, string program, int lines)
    {
        using var process = Start(folder, program, []);
        using var patience = new CancellationTokenSource(Patience);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        var heard = new List<string>();
        while (heard.Count < lines && await process.StandardOutput.ReadLineAsync(patience.Token) is { } line) heard.Add(line);
        await process.StandardInput.WriteLineAsync();
        await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return ([.. heard, .. (await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries)], process.ExitCode);
    }

    private static Process Start(string folder, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the test runner's own SDK tells its children is not meant for these.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }
}
