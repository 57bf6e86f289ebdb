using System.Diagnostics;
using System.Text.RegularExpressions;

namespace O2X.EndToEnd.Tests.Web;

/// <summary>A gateway in a process of its own, on a free port, with a state folder of its own.</summary>
internal sealed partial class GatewayProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly string _state;
    private readonly Task<string> _errors;

    private GatewayProcess(Process process, string state)
    {
        _process = process;
        _state = state;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public HttpClient Client { get; } = new();

    /// <summary>Starts one, and waits until it serves.</summary>
    /// <param name="workingDirectory">Where it is started from.</param>
    /// <param name="command">The program and what comes before the verb.</param>
    public static async Task<GatewayProcess> StartAsync(string workingDirectory, params string[] command)
    {
        var state = Directory.CreateTempSubdirectory("o2x-gateway-").FullName;
        string[] arguments = [.. command.Skip(1), "gateway", "--urls", "http://127.0.0.1:0", "--state", state];
        var process = Process.Start(new ProcessStartInfo(command[0], arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1" },
        })!;
        var gateway = new GatewayProcess(process, state);
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        var line = await process.StandardOutput.ReadLineAsync(patience.Token);
        var address = Address().Match(line ?? "");
        if (!address.Success)
        {
            await gateway.DisposeAsync();
            throw new InvalidOperationException($"The gateway did not start: {line} {await gateway._errors}");
        }

        gateway.Client.BaseAddress = new Uri(address.Groups["address"].Value);
        return gateway;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await _errors;
        _process.Dispose();
        Directory.Delete(_state, recursive: true);
    }

    [GeneratedRegex(@"^o2x gateway: (?<address>http://127\.0\.0\.1:\d+) ")]
    private static partial Regex Address();
}
