using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using O2X.Gateway.Mqtt;

namespace O2X.Gateway.Tests.Mqtt;

/// <summary>A gateway on virtual time with a broker in this process; chance gives its greatest number.</summary>
internal sealed class MqttBench : IAsyncDisposable
{
    private MqttBench(GatewayHost host, FakeBroker broker) => (Host, Broker) = (host, broker);

    public GatewayHost Host { get; }

    public FakeBroker Broker { get; }

    public MqttState State => Host.Get<MqttMonitor>().State;

    public string Id => Host.Directory.Current.Id.ToString();

    public static async Task<MqttBench> StartAsync(
        Dictionary<string, string?>? settings = null, Action<FakeBroker>? broker = null, Action<IServiceCollection>? services = null)
    {
        var fake = new FakeBroker();
        broker?.Invoke(fake);
        var all = new Dictionary<string, string?> { ["O2X:Gateway:Mqtt:Broker"] = "mqtt://broker" };
        foreach (var (key, value) in settings ?? []) all[key] = value;
        var host = await GatewayHost.StartAsync(all, added =>
        {
            added.AddSingleton<IBroker>(fake);
            added.AddSingleton(new MqttBackoff(() => 1));
            services?.Invoke(added);
        });
        return new MqttBench(host, fake);
    }

    /// <summary>Starts one that is linked and has published.</summary>
    public static async Task<MqttBench> StartReadyAsync(Dictionary<string, string?>? settings = null, Action<FakeBroker>? broker = null)
    {
        var bench = await StartAsync(settings, broker);
        bench.Host.BecomeReady();
        bench.Host.Pass(2);
        return bench;
    }

    public string Topic(string name) => $"o2x/{Id}/{name}";

    /// <summary>What is retained; null: nothing.</summary>
    public string? Retained(string name) => Broker.Retained.GetValueOrDefault(Topic(name));

    public JsonElement Json(string name) => JsonDocument.Parse(Retained(name)!).RootElement;

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
