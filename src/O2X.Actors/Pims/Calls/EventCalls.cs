using System.Text.Json.Nodes;
using O2X.Vehicles;

namespace O2X.Actors;

/// <summary><c>pims.vehicle.event</c>: what happens to the vehicle and its link (sdk-reference 2.3).</summary>
internal static class EventCalls
{
    public static PimsAnswer Subscribe(PimsSession session, PimsCall call)
    {
        call.Parameters.Word("actionType", isRequired: true, ["O2X"]);
        if (call.Parameters.Error is { } wrong) return wrong;
        if (session.Events is not null) return PimsError.DuplicateCommand;
        if (!session.IsStarted) return PimsError.NoSubscription;

        var subscription = new PimsSubscription(call.TransactionId, call.Listener, session.Delivery, over => End(session, over));
        session.SetEvents(subscription);
        return PimsAnswer.Done with { Starts = accepted => subscription.StartAsync(accepted, () => Attach(session, subscription)) };
    }

    private static IEnumerable<IDisposable> Attach(PimsSession session, PimsSubscription subscription)
    {
        yield return session.Engine.Events.Subscribe(
            happened => subscription.Tell(PimsSession.Result(subscription.TransactionId, PimsJson.Element(new JsonObject { ["event"] = NameOf(happened.Kind) }))),
            _ => End(session, subscription),
            () => End(session, subscription));
    }

    public static PimsAnswer Unsubscribe(PimsSession session)
    {
        if (session.Events is not { } subscription || !session.Remove(subscription)) return PimsError.NoSubscription;
        subscription.End();
        return PimsAnswer.Done;
    }

    private static void End(PimsSession session, PimsSubscription subscription)
    {
        if (session.Remove(subscription)) subscription.End();
    }

    private static string NameOf(VehicleEventKind kind) => kind == VehicleEventKind.CantCharge ? "cantCharge" : "disconnected";
}
