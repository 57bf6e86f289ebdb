using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace O2X.Gateway.Mqtt;

/// <summary>Says whether the broker is connected. A broker that is away is no reason to start the gateway again: degraded, not unhealthy.</summary>
internal sealed class MqttHealth(MqttMonitor monitor) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(monitor.State switch
        {
            { Phase: MqttPhase.Off } => HealthCheckResult.Healthy("MQTT is off."),
            { Phase: MqttPhase.Connected, Problem: null } => HealthCheckResult.Healthy("The broker is connected."),
            var state => HealthCheckResult.Degraded(state.Problem ?? "The broker is not connected yet."),
        });
}
