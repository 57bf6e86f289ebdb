namespace O2X.Actors.Diagnostics;

/// <summary>What an attempt at a link came to.</summary>
internal enum AttemptOutcome
{
    /// <summary>A link that is ready.</summary>
    Ready,

    /// <summary>Nothing: it failed, or took too long.</summary>
    Failed,

    /// <summary>Another vehicle than the one that is sought.</summary>
    WrongVehicle,

    /// <summary>Nothing: the subscription or the source ended before.</summary>
    Cancelled,
}
