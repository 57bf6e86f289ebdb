using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace O2X.Gateway.Api;

/// <summary>The room of the HTTP API: the SDK's calls as resources.</summary>
internal static class GatewayApi
{
    public static IServiceCollection AddGatewayApi(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.AddOpenApi();
        return services;
    }

    public static IEndpointRouteBuilder MapGatewayApi(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi();
        app.MapGet("/api/vehicles", VehicleEndpoints.List);
        app.MapForVehicle(vehicle => vehicle.MapGet("/information", VehicleEndpoints.Information));
        return app;
    }
}
