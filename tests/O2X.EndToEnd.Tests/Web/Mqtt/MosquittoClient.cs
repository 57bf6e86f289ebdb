using System.Diagnostics;

namespace O2X.EndToEnd.Tests.Web.Mqtt;

/// <summary>A subscriber to all topics: each line is <c>1</c> for a retained message or <c>0</c>, the topic and the payload.</summary>
internal sealed class MosquittoClient : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private MosquittoClient(Process process)
    {
        _process = process;
        Log = new LineLog(process.StandardOutput);
        _errors = process.StandardError.ReadToEndAsync();
    }

    public LineLog Log { get; }

    public static MosquittoClient Subscribe(int port, params string[] more) =>
        new(LineLog.Start("mosquitto_sub", ["-h", "127.0.0.1", "-p", $"{port}", "-q", "1", "-t", "#", "-F", "%r %t %p", .. more]));

    public static async Task PublishAsync(int port, string topic, string payload)
    {
        using var process = LineLog.Start("mosquitto_pub", ["-h", "127.0.0.1", "-p", $"{port}", "-q", "1", "-t", topic, "-m", payload]);
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors);
    }

    /// <summary>Waits until the last message of a topic is as wanted.</summary>
    /// <param name="end">The end of the topic.</param>
    /// <param name="isIt">Whether a payload is.</param>
    /// <returns>The line in its three parts.</returns>
    public async Task<string[]> UntilAsync(string end, Func<string, bool> isIt) => await Log.UntilAsync(lines =>
        lines.Select(line => line.Split(' ', 3)).LastOrDefault(parts => parts.Length == 3 && parts[1].EndsWith(end, StringComparison.Ordinal)) is { } last && isIt(last[2])
            ? last
            : null);

    public IEnumerable<string[]> Messages(string end) =>
        Log.Lines.Select(line => line.Split(' ', 3)).Where(parts => parts.Length == 3 && parts[1].EndsWith(end, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        await Log.Ended;
        await _errors;
        _process.Dispose();
    }
}
