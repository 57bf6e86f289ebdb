using System.Diagnostics;
using O2X.EndToEnd.Tests.Guests;

namespace O2X.EndToEnd.Tests.Ble;

/// <summary>All tests of real Bluetooth look at one run of the guest.</summary>
[CollectionDefinition(Name)]
public sealed class BleCollection : ICollectionFixture<BleGuest>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "Bluetooth";
}

/// <summary>
/// Runs all scripts of <c>Ble/scripts</c> in one machine with a Bluetooth stack (<c>Ble/Guest/run.sh</c>), with o2x and the air compiled
/// ahead of time. What they left behind is below <c>artifacts/tests/ble</c>.
/// </summary>
public sealed class BleGuest : IAsyncLifetime
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(12);
    private static readonly string _folder = Path.Combine(AppContext.BaseDirectory, "Ble");
    private static readonly string _root = FindRoot();
    private static readonly string _results = Path.Combine(_root, "artifacts", "tests", "ble");

    private string _error = "";

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        var o2x = await PublishAsync("src/O2X.Cli", "o2x");
        var air = await PublishAsync("tests/O2X.VirtualAir", "air");
        if (Directory.Exists(_results)) Directory.Delete(_results, recursive: true);
        List<string> arguments =
        [
            Path.Combine(_folder, "Guest", "run.sh"),
            $"O2X={Path.Combine(o2x, "o2x.dll")}",
            $"AIR={Path.Combine(air, "O2X.VirtualAir.dll")}",
            .. Directory.GetFiles(Path.Combine(_folder, "scripts"), "*.sh").Order(StringComparer.Ordinal),
        ];
        var (_, output) = await RunAsync("bash", arguments);
        _error = output;
    }

    /// <summary>What a script left behind, which must have ended well.</summary>
    public GuestRun Run(string script)
    {
        var folder = Path.Combine(_results, script);
        Assert.True(File.Exists(Path.Combine(folder, "exit-code")), $"{script} was not run:\n{_error}");
        string Text(string name) => File.ReadAllText(Path.Combine(folder, name));
        var run = new GuestRun(int.Parse(Text("exit-code"), System.Globalization.CultureInfo.InvariantCulture), Text("stdout"), Text("stderr"), folder);
        Assert.True(run.ExitCode == 0, $"{script} ended with {run.ExitCode}:\n{run.Error}");
        return run;
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    private static async Task<string> PublishAsync(string project, string name)
    {
        var work = Path.Combine(_root, "artifacts", "ble");
        var folder = Path.Combine(work, name);
        var (code, output) = await RunAsync("dotnet",
        [
            "publish", Path.Combine(_root, project), "-c", "Release", "-r", "linux-x64", "--self-contained", "false", "-p:PublishReadyToRun=true",
            "--artifacts-path", Path.Combine(work, "build"), "-o", folder, "-v", "quiet", "--nologo",
        ]);
        Assert.True(code == 0, $"{project} could not be published:\n{output}");
        return folder;
    }

    private static async Task<(int Code, string Output)> RunAsync(string command, List<string> arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["BLE_FILES"] = _results;
        // The tests run in a host that tells its children where MSBuild is: another one than the command's own.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
            if (name != "MSBUILDDISABLENODEREUSE") start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(_limit, TimeProvider.System);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{command} did not end within {_limit.TotalMinutes} minutes.");
        }

        return (process.ExitCode, await output + await error);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "O2X.Actors.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No O2X.Actors.sln above {AppContext.BaseDirectory}.");
    }
}
