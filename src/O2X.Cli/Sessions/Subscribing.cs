using O2X.Actors;
using O2X.Links;
using O2X.Simulator;
using O2X.Vehicles;

namespace O2X.Cli.Sessions;

/// <summary>Decides which vehicle a session subscribes to, and what a refusal means to a person. Pure.</summary>
internal static class Subscribing
{
    /// <summary>Under which name the command holds its subscription.</summary>
    public const string Owner = "o2x";

    /// <summary>The request to the engine: the remembered vehicle unless a new one is asked for or none is remembered.</summary>
    public static SubscribeRequest For(SessionRequest request, RememberedVehicle? remembered, TransportKind source)
    {
        var isNew = request.FirstTime || remembered is null;
        return new SubscribeRequest
        {
            FirstTime = isNew,
            Vin = request.Vin ?? (isNew ? request.DefaultVin ?? (source == TransportKind.Simulator ? SimulatedWorld.DefaultVin : null) : null),
            Reception = request.Reception ?? Reception.Information,
            WhenUnavailable = request.WhenUnavailable,
            Owner = Owner,
        };
    }

    /// <summary>What a refusal means.</summary>
    public static Outcome OutcomeOf(SubscribeReply reply, string source) => reply.Outcome switch
    {
        SubscribeOutcome.Accepted => Outcome.Done,
        SubscribeOutcome.DifferentVin => new(
            ExitCode.WrongUse, $"another vehicle is remembered ({reply.Vin}). Give --first-time to take the new one, or leave --vin out."),
        SubscribeOutcome.MissingVin => new(ExitCode.WrongUse, $"{source} cannot tell which vehicle it hears. Give --vin VIN."),
        SubscribeOutcome.NothingRemembered => new(ExitCode.WrongUse, "no vehicle is remembered. Give --first-time --vin VIN."),
        SubscribeOutcome.StoreFailed => new(
            ExitCode.WrongUse, "the vehicle could not be remembered. Give --state DIR with a folder that can be written to."),
        SubscribeOutcome.PermissionMissing or SubscribeOutcome.SourceUnavailable => new(
            ExitCode.SourceUnusable, Sentences($"{source} is not usable", reply.Source?.Detail, reply.Source?.Advice)),
        _ => new(ExitCode.WrongUse, "a vehicle is subscribed to already."),
    };

    /// <summary>What it means that a subscription ended by itself.</summary>
    /// <param name="fault">Why.</param>
    /// <param name="source">The source's name.</param>
    /// <param name="wasReady">Whether the vehicle was linked at any time.</param>
    /// <param name="vin">The VIN that was asked for.</param>
    public static Outcome OutcomeOf(LinkFault fault, string source, bool wasReady, Vin? vin)
    {
        switch (fault.Reason)
        {
            case LinkLossReason.LocalRequest or LinkLossReason.Shutdown:
            case LinkLossReason.EndOfSource when wasReady:
                return Outcome.Done;
            case LinkLossReason.EndOfSource:
                var sought = vin is null ? "no vehicle that tells its VIN" : $"the vehicle {vin} was not found";
                return new(ExitCode.ScanTimeout, Sentences(
                    $"{source}: {sought}", fault.Detail, vin is null ? "Give --vin VIN if you know it." : "Check the VIN."));
            case LinkLossReason.ScanTimeout when vin is null:
                return new(ExitCode.ScanTimeout, Sentences($"{source}: {fault.Detail}", "Give --vin VIN if you know it"));
            case LinkLossReason.ScanTimeout:
                return new(ExitCode.ScanTimeout, Sentences($"{source}: {fault.Detail}", fault.Advice));
            default:
                return new(ExitCode.SourceUnusable, Sentences($"{source}: {fault.Detail ?? fault.Reason.ToString()}", fault.Advice));
        }
    }

    private static string Sentences(params string?[] parts) =>
        string.Join(' ', parts.Where(part => !string.IsNullOrEmpty(part)).Select(part => part!.TrimEnd('.') + "."));
}
