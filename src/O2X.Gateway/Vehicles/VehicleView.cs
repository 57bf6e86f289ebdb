using O2X.Actors;
using O2X.Links;
using O2X.Vehicles;

namespace O2X.Gateway.Vehicles;

/// <summary>What is known of a vehicle at one moment.</summary>
/// <param name="Identity">Who it is.</param>
/// <param name="Snapshot">Its values as they were heard in this run; null when none were. Those that are not refreshed become stale.</param>
/// <param name="Information">The last information received, also in an earlier run; null when there is none.</param>
/// <param name="Link">Where the link stands.</param>
internal sealed record VehicleView(VehicleIdentity Identity, VehicleSnapshot? Snapshot, VehicleInformation? Information, LinkReport Link)
{
    /// <summary>The moment, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The moment, on the clock of <see cref="Snapshot"/>.</summary>
    public required long Timestamp { get; init; }

    public required TransportInfo Source { get; init; }

    /// <summary>What was subscribed to; null when nothing is.</summary>
    public required SubscribeCommand? Subscription { get; init; }

    /// <summary>The vehicle that is sought or linked; null when its VIN is not known.</summary>
    public required Vin? SubscribedVin { get; init; }

    public required Timeouts Timeouts { get; init; }

    /// <summary>The number of the last record that was told: who listens from there misses nothing that came after this view.</summary>
    public required long LastId { get; init; }

    /// <summary>How old a value is; null when it was not heard in this run.</summary>
    public TimeSpan? AgeOf(Signal signal) => Snapshot?.AgeOf(signal, Timestamp);

    /// <summary>Whether a value is live, stale or unknown.</summary>
    public Quality QualityOf(Signal signal) => Snapshot?.QualityOf(signal) ?? Quality.Unknown;
}
