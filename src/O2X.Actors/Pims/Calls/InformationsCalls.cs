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
        var asked = SubscribeParameters.Read(call.Parameters, session.Engine.Remembered);
        if (asked.Error is { } wrong) return wrong;
        if (session.Informations is not null) return PimsError.DuplicateCommand;
        var reply = await session.Engine.SubscribeAsync(new SubscribeRequest
        {
            Vin = asked.Vin,
            FirstTime = asked.FirstTime,
            Reception = asked.Reception,
            WhenUnavailable = WhenUnavailable.Fail,
            Owner = session.Owner,
        }).ConfigureAwait(false);
        if (SubscribeErrors.Of(reply, session.Engine.Source) is { } refused) return refused;

        var forwarder = new InformationsForwarder(session, call, asked.Reception, reply.After);
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
}
