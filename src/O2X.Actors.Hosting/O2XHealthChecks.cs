using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using O2X.Actors.Hosting.Health;

namespace O2X.Actors.Hosting;

/// <summary>Tells a host's health checks how its engines fare.</summary>
public static class O2XHealthChecks
{
    /// <summary>Adds the check of a hosted engine. It costs next to nothing: it judges what the engine has told already.</summary>
    /// <param name="checks">The host's health checks.</param>
    /// <param name="engine">The engine's name; null: the one without a name.</param>
    /// <param name="name">The check's name; null: <c>o2x</c>, or <c>o2x-engine</c> with the engine's name.</param>
    /// <param name="failureStatus">What is told of an engine that has ended; null: unhealthy.</param>
    /// <param name="tags">The check's tags.</param>
    /// <remarks>
    /// <para>
    /// Healthy: the vehicle is linked and verified, is being linked to, sleeps (its bus is silent), or none is asked for. Degraded: the
    /// VIN is not verified, attempts fail, only another vehicle is there, the source cannot be used, or the vehicle has been sought for
    /// longer than the scan timeout. Unhealthy: the engine was disposed of, its actors or their actor system ended, or it never started.
    /// </para>
    /// <para>
    /// The data of the result: <c>engine</c>; <c>data</c> (<c>flowing</c>, <c>idle</c> while the vehicle sleeps, <c>awaited</c>,
    /// <c>none</c>); <c>state</c> and <c>failedAttempts</c> of the link; and where there are any <c>reason</c>, <c>advice</c>, <c>vin</c>
    /// (masked) and <c>lastDataAgeSeconds</c>.
    /// </para>
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="engine"/> cannot be the name of one.</exception>
    public static IHealthChecksBuilder AddO2XHealthCheck(
        this IHealthChecksBuilder checks,
        string? engine = null,
        string? name = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(checks);
        var whose = engine is null ? EngineName.Unnamed : EngineName.Of(engine);
        return checks.Add(new HealthCheckRegistration(
            name ?? (engine is null ? "o2x" : $"o2x-{engine}"),
            services => new EngineHealthCheck(services.GetService<ActorSystem>(), whose),
            failureStatus,
            tags));
    }
}
