using O2X.Links;
using O2X.Vehicles;
using O2X.Vehicles.Decoding;

namespace O2X.Actors;

/// <summary>The state of the link, and why it is so.</summary>
/// <param name="State">The state.</param>
/// <param name="At">When it was told, UTC: since when the state holds, or when invalid data came.</param>
public sealed record LinkReport(LinkState State, DateTimeOffset At)
{
    /// <summary>
    /// Why the link is not ready, or why the last one ended; null when nothing is wrong. When <see cref="State"/> is
    /// <see cref="LinkState.Idle"/>: why the subscription ended by itself.
    /// </summary>
    public LinkFault? Fault { get; init; }

    /// <summary>The vehicle that is sought or linked.</summary>
    public Vin? Vin { get; init; }

    /// <summary>Whether the vehicle itself, or its dongle, proved the VIN on this link.</summary>
    public bool IsVerified { get; init; }

    /// <summary>The device or bus that is being linked to.</summary>
    public string? Address { get; init; }

    /// <summary>Signal strength at the last sighting, dBm.</summary>
    public int? Rssi { get; init; }

    /// <summary>How many attempts have failed in a row.</summary>
    public int FailedAttempts { get; init; }

    /// <summary>How long until the next attempt, in <see cref="LinkState.Backoff"/>.</summary>
    public TimeSpan? NextAttemptIn { get; init; }

    /// <summary>
    /// Set when this report is told for the sake of invalid data, not of a change of state: what became of the packets so far. Told
    /// at the first invalid packet and then at most once in 10 s (decisions.md D21).
    /// </summary>
    public DecodeCounters? InvalidData { get; init; }

    /// <summary>Whether the vehicle is asleep rather than lost: its bus fell silent.</summary>
    public bool IsAsleep => Fault?.Reason == LinkLossReason.BusSilent && State is LinkState.Stale or LinkState.Scanning;
}

/// <summary>The states of the link.</summary>
public enum LinkState
{
    /// <summary>No vehicle is subscribed to.</summary>
    Idle,

    /// <summary>The source is not usable; no attempt is spent until it is.</summary>
    WaitingForAdapter,

    /// <summary>The vehicle is sought.</summary>
    Scanning,

    /// <summary>A candidate was found and is being connected to.</summary>
    Connecting,

    /// <summary>Connected; services, VIN and the first packet are awaited.</summary>
    Verifying,

    /// <summary>The vehicle is linked and talks.</summary>
    Ready,

    /// <summary>The link was lost and is being closed.</summary>
    Stale,

    /// <summary>An attempt failed; the next one waits.</summary>
    Backoff,

    /// <summary>The link or scan is being closed on request, or for want of the right vehicle.</summary>
    Closing,
}
