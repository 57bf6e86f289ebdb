using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.AspNetCore.Builder;
using O2X.Gateway.Api;

namespace O2X.Gateway.Streaming;

/// <summary>The room of the live streams: server-sent events.</summary>
internal static class GatewayStreaming
{
    public static IServiceCollection AddGatewayStreaming(this IServiceCollection services) => services;

    public static IEndpointRouteBuilder MapGatewayStreaming(this IEndpointRouteBuilder app)
    {
        app.MapForVehicle(vehicle => vehicle.MapGet("/stream", EventStream.WriteAsync));
        return app;
    }
}
