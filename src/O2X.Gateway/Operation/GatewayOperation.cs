using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using O2X.Actors.Hosting;
using O2X.Gateway.Operation.Backup;
using O2X.Gateway.Operation.Health;
using O2X.Gateway.Operation.Logging;
using O2X.Gateway.Operation.Metrics;

namespace O2X.Gateway.Operation;

/// <summary>The room of operation: health, metrics, traces, logs, and the service manager.</summary>
internal static class GatewayOperation
{
    public static WebApplicationBuilder AddGatewayOperation(this WebApplicationBuilder builder)
    {
        // Before anybody reads what it is about.
        StateRestore.Finish(builder.Configuration[$"{GatewayOptions.Section}:{nameof(GatewayOptions.StateDirectory)}"], TimeProvider.System);
        var section = builder.Configuration.GetSection(OperationOptions.Section);
        builder.Services.AddOptions<OperationOptions>().Bind(section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<OperationOptions>, OperationOptionsValidation>();
        builder.Services.AddHealthChecks().AddO2XHealthCheck(name: "engine").AddCheck<JournalHealthCheck>("journal");

        // Tells systemd that it is ready, and that it ends; elsewhere it does nothing.
        builder.Services.AddSystemd();
        builder.Logging.AddConsoleFormatter<MaskedFormatter, ConsoleFormatterOptions>();
        builder.Services.PostConfigure<ConsoleLoggerOptions>(console => console.FormatterName = MaskedFormatter.FormatterName);
        builder.Services.AddTelemetry(Checked(section));
        return builder;
    }

    public static IEndpointRouteBuilder MapGatewayOperation(this IEndpointRouteBuilder app)
    {
        // That it answers is all that is asked: a vehicle out of range is no reason to be started again.
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = HealthAnswer.WriteAliveAsync }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = HealthAnswer.WriteReadyAsync }).AllowAnonymous();
        if (app.ServiceProvider.GetRequiredService<IOptions<OperationOptions>>().Value.Metrics) app.MapPrometheusScrapingEndpoint();
        return app;
    }

    // What is measured is settled before options are looked at.
    private static OperationOptions Checked(IConfigurationSection section)
    {
        OperationOptions options;
        try
        {
            options = section.Get<OperationOptions>() ?? new OperationOptions();
        }
        catch (InvalidOperationException problem)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(OperationOptions), [problem.Message]);
        }

        var result = new OperationOptionsValidation().Validate(null, options);
        return result.Failed ? throw new OptionsValidationException(Options.DefaultName, typeof(OperationOptions), result.Failures) : options;
    }
}
