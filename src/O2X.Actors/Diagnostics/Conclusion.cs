namespace O2X.Actors.Diagnostics;

/// <summary>The answer to "why are there no data?".</summary>
/// <param name="Cause">What is the matter, for programs.</param>
/// <param name="Text">The same in a sentence, for people.</param>
/// <param name="Advice">What to do about it; null when there is nothing to do.</param>
public sealed record Conclusion(DiagnosisCause Cause, string Text, string? Advice = null);

/// <summary>What is the matter. The first that applies, in this order, is concluded.</summary>
public enum DiagnosisCause
{
    /// <summary>The engine was disposed of.</summary>
    EngineDisposed,

    /// <summary>No vehicle is subscribed to.</summary>
    NotSubscribed,

    /// <summary>A recording is over, and data flowed until its end.</summary>
    EndOfSource,

    /// <summary>The subscription ended by itself, for another reason than that the vehicle was not found.</summary>
    SubscriptionEnded,

    /// <summary>The source may not be used by this process.</summary>
    PermissionMissing,

    /// <summary>The source is not there.</summary>
    SourceAbsent,

    /// <summary>The source is off or down.</summary>
    SourceOff,

    /// <summary>The source must not or cannot be used as it is set up.</summary>
    SourceUnsuitable,

    /// <summary>The vehicle is linked, but nothing of it is up to date.</summary>
    LinkSilent,

    /// <summary>Data flow, but a tenth of the packets or more are invalid.</summary>
    InvalidData,

    /// <summary>Data flow, but nothing proves which vehicle they are of.</summary>
    Unverified,

    /// <summary>Data flow: all is well.</summary>
    Well,

    /// <summary>The vehicle's bus fell silent: it sleeps.</summary>
    Asleep,

    /// <summary>The source cannot listen for vehicles.</summary>
    ScanFails,

    /// <summary>No vehicle has been heard since the search began.</summary>
    NothingHeard,

    /// <summary>Vehicles have been heard, but none that may be the one that is sought.</summary>
    OnlyOthersHeard,

    /// <summary>The vehicle was heard, but connecting to it fails.</summary>
    ConnectFails,

    /// <summary>Connecting succeeds, but then it cannot be settled that this is the vehicle, or it does not talk.</summary>
    VerifyFails,

    /// <summary>The vehicle was heard, and a link to it is being made.</summary>
    Linking,
}
