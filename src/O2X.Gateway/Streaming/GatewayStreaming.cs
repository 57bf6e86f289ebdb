using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using O2X.Gateway.Api;
using O2X.Gateway.Api.OpenApi;

namespace O2X.Gateway.Streaming;

/// <summary>The room of the live streams: server-sent events.</summary>
internal static class GatewayStreaming
{
    public static IServiceCollection AddGatewayStreaming(this IServiceCollection services) => services;

    public static IEndpointRouteBuilder MapGatewayStreaming(this IEndpointRouteBuilder app)
    {
        app.MapForVehicle(vehicle => vehicle.MapGet("/stream", EventStream.WriteAsync)
            .Describe(
                "stream",
                "Server-sent events: information, status, event, link and gap. Last-Event-ID goes on where a listener was cut off",
                "Stream")
            .Produces<string>(StatusCodes.Status200OK, EventStream.ContentType)
            .Refuses(StatusCodes.Status404NotFound));
        return app;
    }
}
