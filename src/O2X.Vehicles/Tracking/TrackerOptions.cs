namespace O2X.Vehicles.Tracking;

/// <summary>The times that the vehicle's state machines go by.</summary>
public sealed record TrackerOptions
{
    /// <summary>How long a new status must hold before it is told (the SDK's <c>changeStatus</c>); default 0, at most a day.</summary>
    public TimeSpan ChangeStatus { get; init; } = TimeSpan.Zero;

    /// <summary>How long a value stays live without being refreshed (never less than the slowest frame of the bus needs); default 5 s.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromSeconds(5);
}
