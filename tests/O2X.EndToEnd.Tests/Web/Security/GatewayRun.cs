using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace O2X.EndToEnd.Tests.Web.Security;

/// <summary>The command <c>o2x gateway</c> in a process of its own, with a state folder that several runs share.</summary>
internal sealed class GatewayRun : IAsyncDisposable
{
    private const int Terminate = 15;

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private static readonly string _program = Path.Combine(
        Root(), "src", "O2X.Cli", "bin", typeof(GatewayRun).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration, "net10.0", "o2x.dll");

    private readonly Process _process;
    private readonly Task<string> _errors;

    private GatewayRun(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Where it serves.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Starts it, and waits until it serves.</summary>
    /// <param name="state">The state folder.</param>
    /// <param name="arguments">What comes after the verb.</param>
    /// <param name="environment">Variables of the environment beside those of the tests.</param>
    /// <param name="before">The command that starts it, if it is another one.</param>
    public static async Task<GatewayRun> StartAsync(
        string state, string[] arguments, Dictionary<string, string>? environment = null, string[]? before = null)
    {
        var run = new GatewayRun(Launch(["gateway", "--state", state, .. arguments], environment, before));
        using var patience = new CancellationTokenSource(_patience, TimeProvider.System);
        var line = await run._process.StandardOutput.ReadLineAsync(patience.Token);
        if (line is null || !line.StartsWith("o2x gateway: ", StringComparison.Ordinal))
        {
            await run.DisposeAsync();
            throw new InvalidOperationException($"The gateway did not start: {line} {await run._errors}");
        }

        run.Address = new Uri(line.Split(' ')[2].Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));
        return run;
    }

    /// <summary>Runs the command to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> ToEndAsync(string[] arguments, Dictionary<string, string>? environment = null)
    {
        await using var run = new GatewayRun(Launch(arguments, environment));
        using var patience = new CancellationTokenSource(_patience, TimeProvider.System);
        var output = await run._process.StandardOutput.ReadToEndAsync(patience.Token);
        await run._process.WaitForExitAsync(patience.Token);
        return (run._process.ExitCode, output, await run._errors);
    }

    /// <summary>Makes a key, as its owner does.</summary>
    public static async Task<string> MakeKeyAsync(string state) => (await ToEndAsync(["gateway", "key", "--state", state])).Output.Trim();

    /// <summary>Asks it to end, as a service manager does.</summary>
    /// <returns>The exit code, and what was written on standard error.</returns>
    public async Task<(int ExitCode, string Errors)> StopAsync()
    {
        Assert.Equal(0, Kill(_process.Id, Terminate));
        using var patience = new CancellationTokenSource(_patience, TimeProvider.System);
        await _process.WaitForExitAsync(patience.Token);
        return (_process.ExitCode, await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await _errors;
        _process.Dispose();
    }

    private static Process Launch(string[] arguments, Dictionary<string, string>? environment, string[]? before = null)
    {
        string[] command = [.. before ?? [], "dotnet"];
        var start = new ProcessStartInfo(command[0], [.. command[1..], _program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? []) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "O2X.Actors.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
