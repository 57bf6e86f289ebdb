namespace O2X.Actors.Hosting.Health;

/// <summary>Whether an engine gives data.</summary>
internal enum DataFlow
{
    /// <summary>None, and none are to be expected before something changes.</summary>
    None,

    /// <summary>Not yet; the link is under way.</summary>
    Awaited,

    /// <summary>The vehicle sleeps; they come when it wakes.</summary>
    Idle,

    /// <summary>They flow.</summary>
    Flowing,
}
