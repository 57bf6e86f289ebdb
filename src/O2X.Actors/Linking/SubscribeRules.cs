using O2X.Links;

namespace O2X.Actors.Linking;

/// <summary>Decides whether a subscription is accepted, in the order of decisions.md D34. Pure.</summary>
internal static class SubscribeRules
{
    /// <summary>Checks a request while nothing is subscribed to.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="remembered">The remembered vehicle.</param>
    /// <param name="hearsVin">Whether the source can tell the VIN.</param>
    /// <param name="transport">The state of the source.</param>
    public static SubscribeReply Check(SubscribeRequest request, RememberedVehicle? remembered, bool hearsVin, TransportState transport)
    {
        if (request.FirstTime && request.Vin is null && !hearsVin) return new(SubscribeOutcome.MissingVin);
        if (!request.FirstTime && request.Vin is not null && remembered is not null && request.Vin != remembered.Vin)
            return new(SubscribeOutcome.DifferentVin, remembered.Vin);
        if (!request.FirstTime && remembered is null) return new(SubscribeOutcome.NothingRemembered);

        var vin = request.FirstTime ? request.Vin : remembered!.Vin;
        if (request.WhenUnavailable == WhenUnavailable.Wait) return new(SubscribeOutcome.Accepted, vin);
        return transport.Availability switch
        {
            Availability.On => new(SubscribeOutcome.Accepted, vin),
            Availability.NoPermission => new(SubscribeOutcome.PermissionMissing, vin, transport),
            _ => new(SubscribeOutcome.SourceUnavailable, vin, transport),
        };
    }

    /// <summary>The answer while somebody is subscribed (decisions.md D3).</summary>
    public static SubscribeReply WhileSubscribed(SubscribeRequest request, string owner) =>
        new(request.Owner == owner ? SubscribeOutcome.AlreadySubscribed : SubscribeOutcome.SubscribedByOther);
}
