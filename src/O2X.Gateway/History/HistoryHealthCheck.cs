using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace O2X.Gateway.History;

/// <summary>Says whether what happens can be kept. Judges by what went before; asks no database and never waits.</summary>
internal sealed class HistoryHealthCheck(HistoryState state) : IHealthCheck
{
    public const string Name = "history";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object> { ["lostSamples"] = state.LostSamples };
        return Task.FromResult(state.Problem is { } problem
            ? new HealthCheckResult(context.Registration.FailureStatus, problem, data: data)
            : HealthCheckResult.Healthy("What happens is kept.", data));
    }
}
