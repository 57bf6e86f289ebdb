using System.Diagnostics;
using O2X.EndToEnd.Tests.Guests;

namespace O2X.EndToEnd.Tests.Uml;

/// <summary>
/// Runs scripts on a kernel that has CAN, in user-mode-linux (<c>Uml/run.sh</c>). Each run is a machine of its own: nothing is left
/// of it but its working folder.
/// </summary>
public static class UmlGuest
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Uml");
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(300);
    private static int _runs;

    /// <summary>A new working folder; what is put there the guest finds in the folder that its script starts in.</summary>
    public static string NewFolder(string name) =>
        Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "uml-files", $"{name}-{Interlocked.Increment(ref _runs)}")).FullName;

    /// <summary>Runs a script of <c>Uml/scripts</c> and expects it to succeed.</summary>
    /// <param name="script">Its name without <c>.sh</c>.</param>
    /// <param name="folder">Its working folder; null: a new one.</param>
    /// <param name="environment">What it finds in its environment, besides HOST and O2X, the paths of the host's and the command's assemblies.</param>
    public static async Task<GuestRun> RunAsync(string script, string? folder = null, params (string Name, string Value)[] environment)
    {
        folder ??= NewFolder(script);
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(Folder, "run.sh"));
        start.ArgumentList.Add(Path.Combine(Folder, "scripts", script + ".sh"));
        start.ArgumentList.Add($"HOST={Path.Combine(AppContext.BaseDirectory, "O2X.EndToEnd.Host.dll")}");
        start.ArgumentList.Add($"O2X={Path.Combine(AppContext.BaseDirectory, "o2x.dll")}");
        foreach (var (name, value) in environment) start.ArgumentList.Add($"{name}={value}");
        start.Environment["UML_FILES"] = folder;

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The script {script} did not end within {Limit.TotalSeconds} s.");
        }

        var run = new GuestRun(process.ExitCode, await output, await error, folder);
        Assert.True(run.ExitCode == 0, $"{script} ended with {run.ExitCode}:\n{run.Error}");
        return run;
    }
}
