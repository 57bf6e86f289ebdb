using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection;
using O2X.Gateway.Operation.Logging;
using O2X.Gateway.Security.SignIn;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Operation.Health;

/// <summary>
/// What health endpoints answer: <c>{ "status": "ready", "notReady": [], "checks": { "engine": { "status", "words" } } }</c>. Who is not
/// let in is told the status alone. A vehicle is called by its alias.
/// </summary>
internal static class HealthAnswer
{
    public static Task WriteAliveAsync(HttpContext context, HealthReport report)
    {
        _ = report;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync("{\"status\":\"alive\"}", context.RequestAborted);
    }

    public static async Task WriteReadyAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        var alias = context.RequestServices.GetRequiredService<VehicleDirectory>().Current.Alias;
        var body = new Utf8JsonWriter(context.Response.BodyWriter);
        await using (body.ConfigureAwait(false))
        {
            body.WriteStartObject();
            body.WriteString("status", Word(report.Status));
            if (Doorkeeper.IsLetIn(context)) WriteChecks(body, report, alias);
            body.WriteEndObject();
        }
    }

    private static void WriteChecks(Utf8JsonWriter body, HealthReport report, string alias)
    {
        body.WriteStartArray("notReady");
        foreach (var (name, check) in report.Entries.Where(entry => entry.Value.Status == HealthStatus.Unhealthy))
            body.WriteStringValue($"{name}: {Words(check, alias)}");
        body.WriteEndArray();
        body.WriteStartObject("checks");
        foreach (var (name, check) in report.Entries)
        {
            body.WriteStartObject(name);
            body.WriteString("status", Word(check.Status));
            if (check.Description is not null) body.WriteString("words", Words(check, alias));
            body.WriteEndObject();
        }

        body.WriteEndObject();
    }

    private static string Words(HealthReportEntry check, string alias) => VinMask.Named(check.Description ?? "", alias);

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "ready",
        HealthStatus.Degraded => "degraded",
        _ => "notReady",
    };
}
