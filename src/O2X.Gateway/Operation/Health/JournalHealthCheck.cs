using Microsoft.Extensions.Diagnostics.HealthChecks;
using O2X.Gateway.Feed;

namespace O2X.Gateway.Operation.Health;

/// <summary>Whether what happens is kept.</summary>
internal sealed class JournalHealthCheck(EventFeed feed) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        feed.IsFailing
            ? HealthCheckResult.Unhealthy("Statuses, events and reports of the link cannot be kept, and wait. See that the state folder can be written to, or that the database answers.")
            : HealthCheckResult.Healthy("What happens is kept."));
}
