using System.Text.Json;
using Akka.Actor;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace O2X.Actors.Hosting.Health;

/// <summary>Judges an engine by what it has told already; asks nobody and never waits.</summary>
internal sealed class EngineHealthCheck(ActorSystem? system, EngineName name) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var hosted = system is null ? null : HostedEngines.Of(system).Find(name);
        var health = hosted is null ? EngineHealth.Dead($"{name.Words} was not started.") : HealthOf(hosted);
        var status = health.Status == HealthStatus.Unhealthy ? context.Registration.FailureStatus : health.Status;
        return Task.FromResult(new HealthCheckResult(status, health.Description, data: DataOf(hosted?.Engine, health)));
    }

    private EngineHealth HealthOf(HostedEngine hosted)
    {
        var engine = hosted.Engine;
        if (engine.Completion.IsCompleted) return EngineHealth.Dead($"{name.Words} has ended, and does not come back by itself.");
        // Moments of a diagnosis are by the clock as it is now: one that was set meanwhile changes nothing in what went by.
        var diagnosis = engine.Diagnose();
        var sought = diagnosis.At - (diagnosis.SearchingSince ?? diagnosis.At);
        return EngineHealth.HealthOf(diagnosis.Link, sought, engine.Timeouts.Scan, hosted.HasSearchedInVain);
    }

    private Dictionary<string, object> DataOf(IO2XEngine? engine, EngineHealth health)
    {
        var data = new Dictionary<string, object> { ["engine"] = name.Label, ["data"] = Word(health.Data) };
        if (engine?.LinkReport is not { } report) return data;
        data["state"] = Word(report.State);
        data["failedAttempts"] = report.FailedAttempts;
        if (report.Fault is { } fault)
        {
            data["reason"] = Word(fault.Reason);
            if (fault.Advice is { } advice) data["advice"] = EngineHealth.Masked(advice, report);
        }

        if ((report.Vin ?? engine.SubscribedVin) is { } vin) data["vin"] = vin.ToString();
        if (AgeOfDataOf(engine) is { } age) data["lastDataAgeSeconds"] = Math.Max(0, age.TotalSeconds);
        return data;
    }

    // Of what an earlier run kept, the wall clock alone can tell.
    private static TimeSpan? AgeOfDataOf(IO2XEngine engine) =>
        engine.Diagnose().DataAge ?? (engine.LastInformation is { } kept ? engine.Clock.GetUtcNow() - kept.ReceivedAt : null);

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
