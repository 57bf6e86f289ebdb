using O2X.Links;

namespace O2X.Actors;

/// <summary>The SDK's codes for the engine's refusals of a subscription.</summary>
internal static class SubscribeErrors
{
    /// <summary>What a subscription was refused with; null when it was accepted.</summary>
    public static PimsError? Of(SubscribeReply reply, TransportInfo source) => reply.Outcome switch
    {
        SubscribeOutcome.Accepted => null,
        SubscribeOutcome.MissingVin => PimsError.Missing("vin"),
        SubscribeOutcome.DifferentVin => PimsError.Invalid("vin"),
        SubscribeOutcome.AlreadySubscribed => PimsError.DuplicateCommand,
        SubscribeOutcome.SubscribedByOther => PimsError.ServiceStarted,
        SubscribeOutcome.NothingRemembered => PimsError.VinNotSet,
        SubscribeOutcome.PermissionMissing => SourceErrors.PermissionMissing(source),
        SubscribeOutcome.SourceUnavailable => SourceErrors.Unavailable(source),
        _ => PimsError.Unknown,
    };
}
