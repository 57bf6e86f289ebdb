using System.Diagnostics;

namespace O2X.EndToEnd.Tests.Web.Mqtt;

/// <summary>A gateway in a process of its own that speaks to a broker.</summary>
internal sealed class MqttGateway : IAsyncDisposable
{
    private const string Begin = "o2x gateway: ";

    private readonly Process _process;
    private readonly LineLog _output;

    private MqttGateway(Process process)
    {
        _process = process;
        _output = new LineLog(process.StandardOutput);
        Errors = new LineLog(process.StandardError);
    }

    public HttpClient Client { get; } = new();

    /// <summary>What it logs.</summary>
    public LineLog Errors { get; }

    /// <summary>Starts one, and waits until it serves.</summary>
    /// <param name="folder">Where its state is kept.</param>
    /// <param name="source">Where it hears a vehicle.</param>
    /// <param name="settings">Settings of MQTT, such as <c>Broker=mqtt://127.0.0.1:1883</c>.</param>
    public static async Task<MqttGateway> StartAsync(string folder, string source, params string[] settings)
    {
        string[] command =
        [
            .. settings.Select(setting => $"O2X__Gateway__Mqtt__{setting}"),
            "dotnet", Path.Combine(AppContext.BaseDirectory, "o2x.dll"), "gateway",
            "--source", source, "--urls", "http://127.0.0.1:0", "--state", Path.Combine(folder, "state"),
        ];
        var gateway = new MqttGateway(LineLog.Start("env", command));
        var line = await gateway._output.UntilAsync(line => line.StartsWith(Begin, StringComparison.Ordinal));
        gateway.Client.BaseAddress = new Uri(line[Begin.Length..].Split(' ')[0]);
        return gateway;
    }

    /// <summary>Kills it without a warning.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>The numbers of the next events after a record, as its stream tells them.</summary>
    public async Task<List<long>> EventsAfterAsync(long after, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/stream") { Headers = { { "Last-Event-ID", $"{after}" } } };
        using var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(patience.Token));
        List<long> events = [];
        long id = 0;
        while (events.Count < count && await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal)) id = long.Parse(line[4..], System.Globalization.CultureInfo.InvariantCulture);
            if (line == "event: event") events.Add(id);
        }

        return events;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited) await KillAsync();
        await _output.Ended;
        await Errors.Ended;
        _process.Dispose();
    }
}
