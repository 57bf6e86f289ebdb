using System.Text.Json;
using O2X.Vehicles;
using O2X.Vehicles.Json;

namespace O2X.Actors;

/// <summary><c>pims.vehicle.informations</c>: what the vehicle says (sdk-reference 2.1, 2.2).</summary>
internal static class InformationsCalls
{
    /// <summary>Checks a subscription and makes it with the engine.</summary>
    public static async Task<PimsAnswer> SubscribeAsync(PimsSession session, PimsCall call)
    {
        if (TryRead(session, call.Parameters, out var request) is { } wrong) return wrong;
        if (session.Informations is not null) return PimsError.DuplicateCommand;
        var reply = await session.Engine.SubscribeAsync(request).ConfigureAwait(false);
        if (SubscribeErrors.Of(reply, session.Engine.Source) is { } refused) return refused;

        var forwarder = new InformationsForwarder(session, call, request.Reception, reply.After);
        session.SetInformations(forwarder.Subscription);
        return PimsAnswer.Done with { Starts = forwarder.StartAsync };
    }

    public static async Task<PimsAnswer> UnsubscribeAsync(PimsSession session)
    {
        if (session.Informations is not { } subscription || !session.Remove(subscription)) return PimsError.NoSubscription;
        subscription.End();
        var reply = await session.Engine.UnsubscribeAsync(session.Owner).ConfigureAwait(false);
        return reply == UnsubscribeReply.Unsubscribed ? PimsAnswer.Done : PimsError.NoSubscription;
    }

    public static PimsAnswer Get(PimsSession session, PimsCall call)
    {
        call.Parameters.Word("actionType", isRequired: true, ["O2X"]);
        if (call.Parameters.Error is { } wrong) return wrong;
        return session.Engine.LastInformation is { } information ? Element(session, information) : PimsError.NothingSaved;
    }

    public static JsonElement Element(PimsSession session, VehicleInformation information) =>
        PimsJson.Element(writer => VehicleJson.WriteTo(writer, information, session.Options.Quantities));

    private static PimsError? TryRead(PimsSession session, ParameterReader parameters, out SubscribeRequest request)
    {
        string[] misspellings = ["fistTime", "firstime"];
        parameters.Word("actionType", isRequired: true, ["O2X"]);
        var vin = parameters.Vin("vin", isRequired: parameters.PeekBoolean("firstTime", misspellings) == true, "VIN");
        var reception = parameters.Word("reception", isRequired: true, ["status", "information"]);
        var firstTime = parameters.Boolean("firstTime", isRequired: true, misspellings) == true;
        request = new SubscribeRequest
        {
            Vin = vin,
            FirstTime = firstTime,
            Reception = reception == "status" ? Reception.Status : Reception.Information,
            WhenUnavailable = WhenUnavailable.Fail,
            Owner = session.Owner,
        };
        if (parameters.Error is { } wrong) return wrong;

        // Another vehicle than the remembered one is a wrong parameter also while something is subscribed (decisions.md D6, D34).
        return !firstTime && vin is not null && session.Engine.Remembered is { } remembered && remembered.Vin != vin
            ? PimsError.Invalid("vin")
            : null;
    }
}
