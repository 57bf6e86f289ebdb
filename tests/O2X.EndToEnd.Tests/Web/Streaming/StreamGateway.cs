using System.Diagnostics;
using System.Text.RegularExpressions;

namespace O2X.EndToEnd.Tests.Web.Streaming;

/// <summary>The real program, which can be ended and started again on the same state.</summary>
internal sealed partial class StreamGateway : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("o2x-stream-").FullName;
    private Process? _process;
    private Task<string>? _errors;

    /// <summary>Where it serves; another place after each start.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>A file for the test, which goes with the state.</summary>
    public string File(string name) => Path.Combine(_folder, name);

    /// <summary>Starts it, and waits until it serves.</summary>
    public async Task StartAsync(string source, params IEnumerable<string> more)
    {
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "o2x.dll"), "gateway", "--source", source, "--urls", "http://127.0.0.1:0", "--state", Path.Combine(_folder, "state"), .. more,
        ];
        _process = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["O2X__InformationInterval"] = "00:00:00" },
        })!;
        _errors = _process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        var line = await _process.StandardOutput.ReadLineAsync(patience.Token);
        var address = Named().Match(line ?? "");
        if (!address.Success)
        {
            await KillAsync();
            throw new InvalidOperationException($"The gateway did not start: {line} {await _errors}");
        }

        Address = new Uri(address.Groups["address"].Value);
    }

    /// <summary>Kills it, wherever it is.</summary>
    public async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await _errors!;
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await KillAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [GeneratedRegex(@"^o2x gateway: (?<address>http://127\.0\.0\.1:\d+) ")]
    private static partial Regex Named();
}
