using System.Diagnostics;
using System.Text.Json;
using O2X.EndToEnd.Tests.Guests;

namespace O2X.EndToEnd.Tests.Kills;

/// <summary><c>o2x watch --source sim --json</c> in a process of its own.</summary>
internal sealed class WatchProcess : IDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly List<DateTimeOffset> _received = [];
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _output;
    private readonly Task<string> _error;

    private WatchProcess(Process process)
    {
        _process = process;
        _output = ReadAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>When the information that was printed had been received, in order. Whole once the process has ended.</summary>
    public IReadOnlyList<DateTimeOffset> Received => _received;

    public static WatchProcess Start(string state, params IEnumerable<string> more)
    {
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "o2x.dll"), "watch", "--source", "sim", "--json", "--state", state, .. more];
        return new WatchProcess(Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);
    }

    /// <summary>Completes when information flows, or the process has ended.</summary>
    public Task UntilInformationAsync() => Task.WhenAny(_first.Task, _output).WaitAsync(_limit, TimeProvider.System);

    /// <summary>Kills it, wherever it is.</summary>
    /// <returns>What it printed as errors.</returns>
    public async Task<string> KillAsync()
    {
        _process.Kill();
        return await EndAsync();
    }

    /// <summary>Asks it to end, and waits until it has.</summary>
    /// <returns>What it printed as errors.</returns>
    public async Task<string> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        return await EndAsync();
    }

    public void Dispose() => _process.Dispose();

    private async Task<string> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(_limit, TimeProvider.System);
        await _output.WaitAsync(_limit, TimeProvider.System);
        return await _error.WaitAsync(_limit, TimeProvider.System);
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (TryParse(line) is not { Stream: "information" } information) continue;
            _received.Add(information.Value.GetProperty("receivedAt").GetDateTimeOffset());
            _first.TrySetResult();
        }
    }

    // The last line of a process that was killed may be torn.
    private static WatchLine? TryParse(string line)
    {
        try
        {
            return new WatchLine(JsonDocument.Parse(line).RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
