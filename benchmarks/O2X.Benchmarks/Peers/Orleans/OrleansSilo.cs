using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace O2X.Benchmarks.Peers.Orleans;

/// <summary>A silo of one pipeline, in this process and in memory; its own client is the caller, so nothing crosses a socket.</summary>
internal sealed class OrleansSilo : IAsyncDisposable
{
    /// <summary>The stream provider.</summary>
    public const string Streams = "memory";

    private readonly IHost _host;

    private OrleansSilo(IHost host) => _host = host;

    /// <summary>The stream of states.</summary>
    public static StreamId Updates { get; } = StreamId.Create("updates", 0);

    public IClusterClient Client => _host.Services.GetRequiredService<IClusterClient>();

    public static async Task<OrleansSilo> StartAsync(bool withStreams)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort(), FreePort());
            if (withStreams) AddStreams(silo);
        });
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        var host = builder.Build();
        await host.StartAsync();
        return new OrleansSilo(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    // One queue, as there is one stream; asked every hundredth of a second, as a tenth, the default, would be most of the latency.
    private static void AddStreams(ISiloBuilder silo) => silo
        .AddMemoryGrainStorage("PubSubStore")
        .AddMemoryStreams(Streams, streams =>
        {
            streams.ConfigurePartitioning(1);
            streams.ConfigurePullingAgent(agent => agent.Configure(options => options.GetQueueMsgsTimerPeriod = TimeSpan.FromMilliseconds(10)));
        });

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // The usual one keeps signals to itself: the benchmarks could not be interrupted.
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
