using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using O2X.Gateway.Pages.Live;

namespace O2X.Gateway.Pages;

/// <summary>The room of the web page: Blazor Server with MudBlazor.</summary>
internal static class GatewayPages
{
    public static IServiceCollection AddGatewayPages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub =>
        {
            // A page notices within seconds that the gateway is gone. A page in the background is heard once a minute.
            hub.KeepAliveInterval = TimeSpan.FromSeconds(3);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(150);
        });
        services.AddMudServices();
        services.AddScoped<VehicleWatch>();
        return services;
    }

    public static WebApplication UseGatewayPages(this WebApplication app)
    {
        app.UseAntiforgery();
        return app;
    }

    public static IEndpointRouteBuilder MapGatewayPages(this IEndpointRouteBuilder app)
    {
        // Written by the build of the program; a test host that has none serves no asset.
        if (File.Exists(Manifest.Path)) app.MapStaticAssets(Manifest.Path);
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }
}
