using System.Diagnostics;

namespace O2X.Benchmarks.Gateway;

/// <summary>What the program takes when nobody asks for anything.</summary>
internal static class Idle
{
    private static readonly TimeSpan _settling = TimeSpan.FromSeconds(30);

    /// <summary>Runs <c>o2x gateway</c> with the simulator.</summary>
    /// <param name="program">The command, <c>o2x.dll</c>.</param>
    /// <param name="duration">How long its processor time is counted, after half a minute to settle.</param>
    /// <returns>Working set in MiB, and processor time in % of one core.</returns>
    public static async Task<(double WorkingSet, double Cpu)> MeasureAsync(string program, TimeSpan duration)
    {
        var state = Directory.CreateTempSubdirectory("o2x-idle-").FullName;
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [program, "gateway", "--source", "sim", "--urls", "http://127.0.0.1:0", "--state", state])
        {
            RedirectStandardOutput = true,
        })!;
        try
        {
            if (await process.StandardOutput.ReadLineAsync() is not { Length: > 0 }) throw new InvalidOperationException("The gateway did not start.");
            await Task.Delay(_settling, TimeProvider.System);
            process.Refresh();
            var before = process.TotalProcessorTime;
            await Task.Delay(duration, TimeProvider.System);
            process.Refresh();
            return (process.WorkingSet64 / 1048576.0, 100 * (process.TotalProcessorTime - before) / duration);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
            Directory.Delete(state, recursive: true);
        }
    }
}
