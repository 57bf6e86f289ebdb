using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace O2X.EndToEnd.Tests.Web;

/// <summary>A gateway in a process of its own that can be killed, with a state folder that outlives it; and what a client was told by its stream.</summary>
internal sealed partial class KilledGateway : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly HttpClient _client;
    private readonly Task<string> _errors;

    private KilledGateway(Process process, HttpClient client, Task<string> errors)
    {
        _process = process;
        _client = client;
        _errors = errors;
    }

    /// <summary>Starts one, and waits until it serves.</summary>
    public static async Task<KilledGateway> StartAsync(string state, string source)
    {
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "o2x.dll"), "gateway", "--urls", "http://127.0.0.1:0", "--state", state, "--source", source];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        var line = await process.StandardOutput.ReadLineAsync(patience.Token);
        var address = Address().Match(line ?? "");
        if (address.Success)
            return new KilledGateway(process, new HttpClient { BaseAddress = new Uri(address.Groups["address"].Value), Timeout = Timeout.InfiniteTimeSpan }, errors);
        process.Kill();
        throw new InvalidOperationException($"The gateway did not start: {line} {await errors}");
    }

    /// <summary>Reads the stream until it breaks off, or somebody says that it is enough.</summary>
    /// <param name="after">The number after which it is to begin.</param>
    /// <param name="told">Gets each status, event and report of the link; answers whether it is enough.</param>
    public async Task ListenAsync(long after, Func<long, string, bool> told)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/stream");
            request.Headers.Add("Last-Event-ID", after.ToString(CultureInfo.InvariantCulture));
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            using var lines = new StreamReader(await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync());
            long? id = null;
            var kind = "";
            while (await lines.ReadLineAsync() is { } line)
            {
                if (line.Length == 0) (id, kind) = (null, "");
                else if (line.StartsWith("id: ", StringComparison.Ordinal)) id = long.Parse(line[4..], CultureInfo.InvariantCulture);
                else if (line.StartsWith("event: ", StringComparison.Ordinal)) kind = line[7..];
                else if (line.StartsWith("data: ", StringComparison.Ordinal) && id is { } number && kind is "status" or "event" or "link" && line.Length > 6 && told(number, $"{kind} {line[6..]}")) return;
            }
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException)
        {
            // It was killed.
        }
    }

    /// <summary>Kills it, wherever it is.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        await _errors;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _client.Dispose();
        _process.Dispose();
    }

    [GeneratedRegex(@"^o2x gateway: (?<address>http://127\.0\.0\.1:\d+) ")]
    private static partial Regex Address();
}
