using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using O2X.Actors.Hosting;

namespace O2X.Gateway.Operation;

/// <summary>The room of operation: health, metrics, traces, logs.</summary>
internal static class GatewayOperation
{
    public static WebApplicationBuilder AddGatewayOperation(this WebApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks().AddO2XHealthCheck();
        return builder;
    }

    public static IEndpointRouteBuilder MapGatewayOperation(this IEndpointRouteBuilder app)
    {
        // That it answers is all that is asked: a vehicle out of range is no reason to be started again.
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready");
        return app;
    }
}
