using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using O2X.Gateway.Api.OpenApi;

namespace O2X.Gateway.Api;

/// <summary>The room of the HTTP API: the SDK's calls as resources.</summary>
internal static class GatewayApi
{
    public static IServiceCollection AddGatewayApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        });
        // Others' problem details have a code too.
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context => context.ProblemDetails.Extensions.TryAdd(
            Problems.Code, Problems.ErrorOf(context.ProblemDetails.Status ?? context.HttpContext.Response.StatusCode).Code));
        services.AddOpenApi(DocumentTexts.Add);
        services.AddSingleton<PimsDoor>();
        return services;
    }

    /// <summary>Before everything else of the pipeline, so that whoever refuses a request needs not explain it.</summary>
    public static WebApplication UseGatewayApi(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(GatewayApi).FullName!);
        app.Use(next => context => context.Request.Path.StartsWithSegments(ProblemMiddleware.Root, StringComparison.OrdinalIgnoreCase)
            ? ProblemMiddleware.InvokeAsync(context, next, logger)
            : next(context));
        return app;
    }

    public static IEndpointRouteBuilder MapGatewayApi(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi();
        app.MapReference();
        app.MapResources();
        return app;
    }
}
