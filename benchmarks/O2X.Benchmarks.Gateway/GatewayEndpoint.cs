using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using O2X.Actors;
using O2X.Gateway;
using O2X.Links;
using O2X.Links.Time;
using O2X.Vehicles.Can;

namespace O2X.Benchmarks.Gateway;

/// <summary>A whole gateway whose engine hears a bus in memory.</summary>
internal sealed class GatewayEndpoint(WebApplication app, ILinkSink sink) : IAsyncDisposable
{
    private readonly byte[] _packet = new byte[CanFrame.Size];

    public Uri Address => new(app.Urls.First());

    public static async Task<GatewayEndpoint> StartAsync()
    {
        var transport = new MemoryTransport();
        var app = GatewayApplication.Build(new GatewayLaunch
        {
            Settings = new Dictionary<string, string?>
            {
                ["O2X:Gateway:Urls"] = "http://127.0.0.1:0",
                ["O2X:Vin"] = "VR1AB12C3D4567890",
                ["O2X:InformationInterval"] = "00:00:00",
                ["O2X:VinGrace"] = "00:00:00",
                // It is silent while the other one is measured.
                ["O2X:LooseConnection"] = "1.00:00:00",
            },
            Engine = engine => engine.WithTransport(_ => transport),
        });
        await app.StartAsync();
        var endpoint = new GatewayEndpoint(app, await transport.Connected);
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var waiting = app.Services.GetRequiredService<IO2XEngine>().Link.Subscribe(report =>
        {
            if (report.State == LinkState.Ready) ready.TrySetResult();
        });
        endpoint.Tell(0);
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
        return endpoint;
    }

    public void Tell(int charge)
    {
        CanFrame.Create(0x580, [0xFA, 0xFF, 0xCA, 0x13, 0x00, (byte)charge, 0x00, 0x00]).WriteTo(_packet);
        if (!sink.TryWrite(_packet, TimeProvider.System.GetTicks())) throw new InvalidOperationException("The engine did not take a packet.");
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
