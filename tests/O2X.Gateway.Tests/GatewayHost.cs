using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using O2X.Actors;
using O2X.Gateway.Feed;
using O2X.Gateway.History;
using O2X.Gateway.History.Storage;
using O2X.Gateway.Vehicles;
using O2X.Links;
using O2X.Links.Time;
using O2X.Simulator;
using O2X.TestKit;

namespace O2X.Gateway.Tests;

/// <summary>
/// A gateway in this process, on virtual time, in a simulated world. When <see cref="Pass"/> returns, everything that followed from it has
/// happened, up to the feed's listeners: there is nothing to wait for.
/// </summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lazy<HttpClient> _client;

    private GatewayHost(WebApplication app, VirtualClock clock, SimulatedWorld world)
    {
        _app = app;
        Clock = clock;
        World = world;
        _client = new Lazy<HttpClient>(app.GetTestClient);
    }

    public VirtualClock Clock { get; }

    public SimulatedWorld World { get; }

    /// <summary>Asks the gateway without a network.</summary>
    public HttpClient Client => _client.Value;

    public IServiceProvider Services => _app.Services;

    public IO2XEngine Engine => Get<IO2XEngine>();

    public VehicleDirectory Directory => Get<VehicleDirectory>();

    public LiveVehicle Vehicle => Get<LiveVehicle>();

    public VehicleOwner Owner => Get<VehicleOwner>();

    public EventFeed Feed => Get<EventFeed>();

    public VehicleView View => Vehicle.View();

    /// <summary>Starts a gateway; with the defaults it is subscribed to the simulator's car, which is not linked yet.</summary>
    /// <param name="settings">Settings by their keys, such as <c>O2X:Gateway:Alias</c>.</param>
    /// <param name="services">Replaces services by doubles.</param>
    /// <param name="transport">Makes where vehicles are heard, of the world's transport; null: that transport.</param>
    /// <param name="world">Changes the world before the gateway starts.</param>
    public static async Task<GatewayHost> StartAsync(
        Dictionary<string, string?>? settings = null,
        Action<IServiceCollection>? services = null,
        Func<ILinkTransport, ILinkTransport>? transport = null,
        Action<SimulatedWorld>? world = null)
    {
        // With a context of the test runner's, what a step sets off would go to another thread.
        SynchronizationContext.SetSynchronizationContext(null);
        var clock = new VirtualClock(EngineBench.Start);
        var simulated = new SimulatedWorld(clock);
        world?.Invoke(simulated);
        var app = GatewayApplication.Build(new GatewayLaunch
        {
            Settings = settings ?? [],
            Engine = engine => engine.WithTransport(_ => transport?.Invoke(simulated.Transport) ?? simulated.Transport),
            Configure = builder =>
            {
                builder.WebHost.UseTestServer();
                builder.Services.AddSingleton<TimeProvider>(clock);
                builder.Services.AddSingleton(new HistoryThreading(HistoryThreads.Same));
                services?.Invoke(builder.Services);
            },
        });
        var host = new GatewayHost(app, clock, simulated);
        try
        {
            await app.StartAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a gateway and lets it become linked to the simulator's car.</summary>
    public static async Task<GatewayHost> StartReadyAsync(
        Dictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null, Action<SimulatedWorld>? world = null)
    {
        var host = await StartAsync(settings, services, world: world);
        host.BecomeReady();
        return host;
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public void Pass(double seconds) => Clock.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Lets time pass until the vehicle is linked and has told its charge.</summary>
    public void BecomeReady()
    {
        for (var step = 0; step < 100 && !(View.Link.State == LinkState.Ready && View.Snapshot?.StateOfCharge is not null); step++) Pass(0.1);
        Assert.Equal(LinkState.Ready, View.Link.State);
        Assert.NotNull(View.Snapshot?.StateOfCharge);
    }

    /// <summary>Stops it as Ctrl-C does.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        if (_client.IsValueCreated) Client.Dispose();
        await _app.DisposeAsync();
        await World.DisposeAsync();
    }
}
