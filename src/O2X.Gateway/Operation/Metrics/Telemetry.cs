using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using O2X.Actors.Diagnostics;

namespace O2X.Gateway.Operation.Metrics;

/// <summary>Sends measurements and traces to whom settings name. Without anybody to tell, nothing is measured.</summary>
internal static class Telemetry
{
    private const string Service = "o2x-gateway";

    public static void AddTelemetry(this IServiceCollection services, OperationOptions options)
    {
        if (!options.Metrics && options.Otlp is null) return;
        services.AddSingleton<VehicleMeter>();
        // It measures from the start, and not only once somebody asks for it.
        services.AddHostedService<MeterStart>();
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService(Service, autoGenerateServiceInstanceId: false));
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter(EngineMeter.Name, VehicleMeter.Name).AddAspNetCoreInstrumentation().AddRuntimeInstrumentation();
            // Each scrape tells the present.
            if (options.Metrics) metrics.AddPrometheusExporter(prometheus => prometheus.ScrapeResponseCacheDurationMilliseconds = 0);
            if (options.Otlp is { } otlp) metrics.AddOtlpExporter(exporter => Configure(exporter, otlp, options.OtlpProtocol, "v1/metrics"));
        });
        if (options.Otlp is { } collector)
        {
            telemetry.WithTracing(traces => traces
                .AddSource(O2XActivities.SourceName)
                .AddAspNetCoreInstrumentation()
                .AddOtlpExporter(exporter => Configure(exporter, collector, options.OtlpProtocol, "v1/traces")));
        }
    }

    private static void Configure(OtlpExporterOptions exporter, string collector, OtlpProtocol protocol, string path)
    {
        exporter.Protocol = protocol == OtlpProtocol.Http ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        // What is set in code gets no path by itself.
        exporter.Endpoint = protocol == OtlpProtocol.Http ? new Uri($"{collector.TrimEnd('/')}/{path}") : new Uri(collector);
    }

    private sealed class MeterStart(VehicleMeter meter) : Microsoft.Extensions.Hosting.IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            _ = meter;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
