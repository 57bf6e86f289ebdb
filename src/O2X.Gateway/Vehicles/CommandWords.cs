using O2X.Actors;
using O2X.Links;

namespace O2X.Gateway.Vehicles;

/// <summary>Refusals in words.</summary>
internal static class CommandWords
{
    public static CommandResult Of(SubscribeReply reply, TransportInfo source) =>
        SubscribeErrors.Of(reply, source) is { } error ? new CommandResult(error, Words(reply, source)) : CommandResult.Done;

    public static CommandResult Of(UnsubscribeReply reply) => reply switch
    {
        UnsubscribeReply.Unsubscribed => CommandResult.Done,
        UnsubscribeReply.NotOwner => new(PimsError.NoSubscription, "The subscription is somebody else's. Only who made it can end it."),
        _ => new(PimsError.NoSubscription, "No vehicle is subscribed to."),
    };

    public static CommandResult OtherSource(string named, TransportInfo source) =>
        new(PimsError.Invalid("source"), $"The gateway was not started with the source {Shown(named)}. It has {source.Name}.");

    public static CommandResult OutOfRange(string parameter, TimeSpan least) => new(
        PimsError.Invalid(parameter), $"{parameter} must be between {(long)least.TotalMilliseconds} and {(long)Timeouts.Longest.TotalMilliseconds} ms.");

    public static CommandResult NotCleared(string problem) =>
        new(PimsError.ClearFailed, $"The data could not be cleared: {problem.TrimEnd('.')}. See that the state folder can be written to.");

    public static CommandResult Ended() => new(PimsError.Unknown, "The gateway is being stopped.");

    private static string Words(SubscribeReply reply, TransportInfo source) => reply.Outcome switch
    {
        SubscribeOutcome.MissingVin => $"{source.Name} cannot tell which vehicle it hears. Give its VIN.",
        SubscribeOutcome.DifferentVin => $"Another vehicle is remembered ({reply.Vin}). Subscribe for the first time to take the new one.",
        SubscribeOutcome.AlreadySubscribed => "A vehicle is subscribed to already. Unsubscribe first.",
        SubscribeOutcome.SubscribedByOther => "Another part of the program has a subscription. It must end first.",
        SubscribeOutcome.NothingRemembered => "No vehicle is remembered yet. Give its VIN, and subscribe for the first time.",
        SubscribeOutcome.PermissionMissing or SubscribeOutcome.SourceUnavailable =>
            string.Join(' ', new[] { $"{source.Name} is not usable.", reply.Source?.Detail, reply.Source?.Advice }.Where(part => !string.IsNullOrEmpty(part))),
        SubscribeOutcome.StoreFailed => "The vehicle could not be remembered. See that the state folder can be written to and its disk has room.",
        _ => $"{reply.Outcome}.",
    };

    // What was given comes back to a page or a terminal.
    private static string Shown(string text) => string.Concat(text.Take(40).Select(c => char.IsControl(c) ? '?' : c));
}
