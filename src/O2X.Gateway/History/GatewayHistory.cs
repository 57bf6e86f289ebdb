using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using O2X.Gateway.Feed;

namespace O2X.Gateway.History;

/// <summary>The room of the history: what is kept, queried and exported.</summary>
internal static class GatewayHistory
{
    public static IServiceCollection AddGatewayHistory(this IServiceCollection services, IConfiguration configuration)
    {
        _ = configuration;
        services.AddSingleton<IEventJournal>(new MemoryJournal());
        services.AddSingleton<IVehicleHistory, MemoryHistory>();
        return services;
    }

    public static IEndpointRouteBuilder MapGatewayHistory(this IEndpointRouteBuilder app) => app;
}
