using O2X.Actors;
using O2X.Vehicles;

namespace O2X.Cli.Sessions;

/// <summary>What a session is asked for.</summary>
internal sealed record SessionRequest
{
    public Vin? Vin { get; init; }

    /// <summary>Whether a new vehicle is taken instead of the remembered one.</summary>
    public bool FirstTime { get; init; }

    /// <summary>Which of the two is shown; null: both.</summary>
    public Reception? Reception { get; init; }

    /// <summary>The vehicle that is taken when none is named and none is remembered: the one that a recording names.</summary>
    public Vin? DefaultVin { get; init; }

    public WhenUnavailable WhenUnavailable { get; init; }

    /// <summary>How long; null: until the source or the user ends it.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>Begins when the subscription stands, and ends the session with its outcome when it completes; null: nothing does.</summary>
    public Func<Task<Outcome>>? Until { get; init; }
}
