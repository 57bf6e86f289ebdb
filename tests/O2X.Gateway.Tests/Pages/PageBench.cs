using Bunit;
using Bunit.Extensions.WaitForHelpers;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using O2X.Gateway.Feed;
using O2X.Gateway.History;
using O2X.Gateway.Mqtt;
using O2X.Gateway.Notifications;
using O2X.Gateway.Pages.Live;
using O2X.Gateway.Security.Keys;
using O2X.Gateway.Security.VehicleData;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Tests.Pages;

/// <summary>Parts of the page, drawn without a browser over a gateway on virtual time.</summary>
internal sealed class PageBench : IAsyncDisposable
{
    private const int Patience = 600;

    private readonly BunitContext _context = new();

    private PageBench(GatewayHost host)
    {
        Host = host;
        History = new MemoryHistory(host.Get<IEventJournal>());
        _context.JSInterop.Mode = JSRuntimeMode.Loose;
        _context.Services.AddMudServices();
        _context.Services.AddSingleton<TimeProvider>(host.Clock);
        _context.Services.AddSingleton(host.Vehicle);
        _context.Services.AddSingleton(host.Owner);
        _context.Services.AddSingleton(host.Directory);
        _context.Services.AddSingleton(host.Feed);
        _context.Services.AddSingleton(host.Get<NotificationService>());
        _context.Services.AddSingleton(host.Get<MqttMonitor>());
        _context.Services.AddSingleton(host.Get<AccessKeys>());
        _context.Services.AddSingleton(host.Get<VehicleErasure>());
        _context.Services.AddSingleton<IVehicleHistory>(History);
        _context.Services.AddScoped<VehicleWatch>();
    }

    public GatewayHost Host { get; }

    public MemoryHistory History { get; }

    public static async Task<PageBench> StartAsync(Dictionary<string, string?>? settings = null) => new(await GatewayHost.StartAsync(settings));

    public static async Task<PageBench> StartReadyAsync() => new(await GatewayHost.StartReadyAsync());

    public IRenderedComponent<T> Draw<T>(Action<ComponentParameterCollectionBuilder<T>>? parameters = null)
        where T : IComponent => _context.Render<T>(part => parameters?.Invoke(part));

    /// <summary>Opens a dialog.</summary>
    public async Task<IRenderedComponent<MudDialogProvider>> OpenAsync<T>()
        where T : IComponent
    {
        var provider = _context.Render<MudDialogProvider>();
        await provider.InvokeAsync(() => _context.Services.GetRequiredService<IDialogService>().ShowAsync<T>());
        return provider;
    }

    /// <summary>
    /// Waits for a part to be drawn so. What the feed tells comes on another thread, which may be late for the time that a test lets
    /// pass: more of it passes while nothing comes.
    /// </summary>
    public void Becomes<T>(IRenderedComponent<T> part, Action assertion)
        where T : IComponent
    {
        for (var step = 0; ; step++)
        {
            try
            {
                part.WaitForAssertion(assertion, TimeSpan.FromMilliseconds(100));
                return;
            }
            catch (WaitForFailedException) when (step < Patience)
            {
                Host.Pass(0.2);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await Host.DisposeAsync();
    }
}
