using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace O2X.EndToEnd.Tests.Web.Page;

/// <summary>The real program, which can be killed and started again at the same address with the same state.</summary>
internal sealed class RestartableGateway : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _state = Directory.CreateTempSubdirectory("o2x-page-").FullName;
    private readonly string _source;
    private Process? _process;
    private Task<string> _errors = Task.FromResult("");

    private RestartableGateway(string source)
    {
        _source = source;
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
    }

    public string Address { get; }

    public static async Task<RestartableGateway> StartAsync(string source = "sim")
    {
        var gateway = new RestartableGateway(source);
        await gateway.StartAgainAsync();
        return gateway;
    }

    /// <summary>Starts the program, and waits until it serves.</summary>
    public async Task StartAgainAsync()
    {
        _process = Process.Start(new ProcessStartInfo("dotnet", [Program(), "gateway", "--source", _source, "--urls", Address, "--state", _state])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _errors = _process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        var line = await _process.StandardOutput.ReadLineAsync(patience.Token);
        if (line?.Contains(Address, StringComparison.Ordinal) == true) return;
        await KillAsync();
        throw new InvalidOperationException($"The gateway did not start: {line} {await _errors}");
    }

    /// <summary>Ends the program at once, as a failure of the machine does.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await _errors;
        Directory.Delete(_state, recursive: true);
    }

    private static string Program() => Path.Combine(
        Checkout.Root,
        "src",
        "O2X.Cli",
        "bin",
        typeof(RestartableGateway).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration,
        "net10.0",
        "o2x.dll");
}
