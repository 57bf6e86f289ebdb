using O2X.Links;
using O2X.Vehicles;

namespace O2X.Actors.Diagnostics;

/// <summary>
/// Why there are data, or why there are none: everything that an engine knows of it at one moment. Immutable.
/// </summary>
/// <remarks>
/// Moments are given by the wall clock as it stands at <see cref="At"/>, so that the difference of two of them, or of one and
/// <see cref="At"/>, is the time that went by, also when the wall clock was set meanwhile.
/// </remarks>
public sealed record Diagnosis
{
    /// <summary>When it was made, UTC, by the engine's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether the engine was disposed of, or its actor system ended.</summary>
    public bool IsDisposed { get; init; }

    /// <summary>Where the engine hears vehicles.</summary>
    public required TransportInfo Source { get; init; }

    /// <summary>Whether the source is usable, and if not, why and what to do.</summary>
    public required TransportState SourceState { get; init; }

    /// <summary>The last report of the link.</summary>
    public required LinkReport Link { get; init; }

    /// <summary>The vehicle that is subscribed to; null when none is, or its VIN is not known yet.</summary>
    public Vin? SubscribedVin { get; init; }

    /// <summary>The remembered vehicle.</summary>
    public RememberedVehicle? Remembered { get; init; }

    /// <summary>
    /// When the search began that is under way, or that ended without success, UTC; failed attempts do not begin it anew. Null when
    /// nothing was sought yet, the vehicle is linked, or the source is not usable.
    /// </summary>
    public DateTimeOffset? SearchingSince { get; init; }

    /// <summary>What was heard since the subscription began, the latest first; 32 addresses at most.</summary>
    public IReadOnlyList<SightingReport> Sightings { get; init; } = [];

    /// <summary>How many addresses are not in <see cref="Sightings"/> any more for want of room.</summary>
    public long SightingsForgotten { get; init; }

    /// <summary>The attempts at a link.</summary>
    public LinkAttempts Attempts { get; init; } = new(0, 0);

    /// <summary>Why the last link or attempt of the subscription ended; null when none did.</summary>
    public LinkFailure? LastFailure { get; init; }

    /// <summary>What became of the packets.</summary>
    public EngineCounters Counters { get; init; }

    /// <summary>Each value of the vehicle, in the order of <see cref="Signal"/>.</summary>
    public IReadOnlyList<ValueReport> Values { get; init; } = [];

    /// <summary>How long ago the newest value arrived; null when there is none.</summary>
    public TimeSpan? DataAge { get; init; }

    /// <summary>
    /// Whether this machine's clock is known to be right; otherwise so may be none of the moments here, while what went by between them is.
    /// </summary>
    public bool IsClockSynchronised { get; init; } = true;

    /// <summary>Whether data flow: the link is ready, and at least one value is live.</summary>
    public bool IsDataFlowing => Link.State == LinkState.Ready && Values.Any(value => value.Quality == Quality.Live);

    /// <summary>The answer in a sentence.</summary>
    public Conclusion Conclusion => Conclusions.Of(this);
}

/// <summary>The attempts at a link of one subscription.</summary>
/// <param name="Total">How many there were.</param>
/// <param name="FailedInRow">How many have failed since the vehicle was linked last; a scan that cannot start counts.</param>
/// <param name="LastAt">When the last one began, UTC; null when there was none.</param>
/// <param name="NextAt">When the vehicle is sought again, UTC; null unless a failed attempt is being waited out.</param>
public sealed record LinkAttempts(int Total, int FailedInRow, DateTimeOffset? LastAt = null, DateTimeOffset? NextAt = null);

/// <summary>Why a link or an attempt ended.</summary>
/// <param name="Fault">The reason, with advice.</param>
/// <param name="During">The state that the link was in: <see cref="LinkState.Ready"/> for a loss, another one for an attempt that failed.</param>
/// <param name="At">When, UTC.</param>
public sealed record LinkFailure(LinkFault Fault, LinkState During, DateTimeOffset At);

/// <summary>How far a value of the vehicle can be trusted.</summary>
/// <param name="Signal">Which value.</param>
/// <param name="Quality">Live, stale or unknown.</param>
/// <param name="Age">How old it is; null when it is not known.</param>
/// <param name="Text">The value with its unit (<see cref="SignalText"/>); null when it is not known.</param>
public sealed record ValueReport(Signal Signal, Quality Quality, TimeSpan? Age = null, string? Text = null);
