using O2X.Links;
using O2X.Vehicles;

namespace O2X.Actors;

/// <summary>What to subscribe to.</summary>
public sealed record SubscribeRequest
{
    /// <summary>The owner of subscriptions that name none.</summary>
    public const string DefaultOwner = "api";

    /// <summary>
    /// The vehicle. Needed for <see cref="FirstTime"/>, except on a source that hears the VIN itself (a bus, a log): there null takes
    /// the vehicle that is on it.
    /// </summary>
    public Vin? Vin { get; init; }

    /// <summary>
    /// True: a new vehicle, sought for <see cref="Timeouts.Scan"/> and then remembered. False: the remembered one, sought without end.
    /// </summary>
    public bool FirstTime { get; init; }

    /// <summary>What a facade or command forwards; the engine's streams are always all live.</summary>
    public Reception Reception { get; init; } = Reception.Information;

    /// <summary>What to do when the source is not usable yet; default: wait for it.</summary>
    public WhenUnavailable WhenUnavailable { get; init; } = WhenUnavailable.Wait;

    /// <summary>Who subscribes; only the owner can unsubscribe (D3).</summary>
    public string Owner { get; init; } = DefaultOwner;
}

/// <summary>The SDK's <c>reception</c>.</summary>
public enum Reception
{
    /// <summary>Information at a regular interval.</summary>
    Information,

    /// <summary>Information on each change of status.</summary>
    Status,
}

/// <summary>What to do when the source is not usable at the time of a subscription.</summary>
public enum WhenUnavailable
{
    /// <summary>Accept, and begin when it becomes usable: Bluetooth comes up late at boot.</summary>
    Wait,

    /// <summary>Refuse, as the SDK does.</summary>
    Fail,
}

/// <summary>The answer to a subscription.</summary>
/// <param name="Outcome">Accepted, or why not.</param>
/// <param name="Vin">The vehicle that is sought; null when the source is to tell.</param>
/// <param name="Source">The state of the source, when it is the reason.</param>
public sealed record SubscribeReply(SubscribeOutcome Outcome, Vin? Vin = null, TransportState? Source = null)
{
    /// <summary>
    /// The number of the last update before this subscription: what has a greater <see cref="VehicleSnapshot.Sequence"/> came after it.
    /// </summary>
    public long After { get; init; }

    /// <summary>Whether the search begins.</summary>
    public bool IsAccepted => Outcome == SubscribeOutcome.Accepted;
}

/// <summary>The outcomes of a subscription, in the order in which they are checked (D34).</summary>
public enum SubscribeOutcome
{
    /// <summary>The search begins.</summary>
    Accepted,

    /// <summary><c>firstTime</c> without a VIN, on a source that cannot hear one.</summary>
    MissingVin,

    /// <summary>Not <c>firstTime</c>, and another VIN than the remembered one.</summary>
    DifferentVin,

    /// <summary>The same owner has a subscription already.</summary>
    AlreadySubscribed,

    /// <summary>Somebody else has a subscription.</summary>
    SubscribedByOther,

    /// <summary>Not <c>firstTime</c>, and no vehicle is remembered.</summary>
    NothingRemembered,

    /// <summary>A permission is missing.</summary>
    PermissionMissing,

    /// <summary>The source is off, absent or unsuitable.</summary>
    SourceUnavailable,

    /// <summary>The vehicle could not be remembered: the store failed.</summary>
    StoreFailed,
}

/// <summary>The answer to the end of a subscription.</summary>
public enum UnsubscribeReply
{
    /// <summary>The link is closed.</summary>
    Unsubscribed,

    /// <summary>There was no subscription.</summary>
    NotSubscribed,

    /// <summary>The subscription is somebody else's.</summary>
    NotOwner,
}
