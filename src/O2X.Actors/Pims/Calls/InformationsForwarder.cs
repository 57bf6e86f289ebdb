using O2X.Links;
using O2X.Vehicles;

namespace O2X.Actors;

/// <summary>Makes the RESULTs of a subscription to informations from the engine's streams.</summary>
/// <param name="session">The facade's session.</param>
/// <param name="call">The call that subscribed.</param>
/// <param name="reception">What is wanted.</param>
/// <param name="after">The number of the last update that belongs to an earlier subscription.</param>
internal sealed class InformationsForwarder(PimsSession session, PimsCall call, Reception reception, long after)
{
    private long _last = after;
    private PimsError? _parked;

    public PimsSubscription Subscription { get; } = new(
        call.TransactionId, call.Listener, session.Delivery, faulted => EndFaulted(session, faulted));

    public Task<PimsMessage> StartAsync(PimsMessage accepted) => Subscription.StartAsync(accepted, Attach);

    // Ends it also for the engine: nobody is left to listen.
    private static void EndFaulted(PimsSession session, PimsSubscription subscription)
    {
        if (!session.Remove(subscription)) return;
        subscription.End();
        _ = session.Engine.UnsubscribeAsync(session.Owner);
    }

    private IEnumerable<IDisposable> Attach()
    {
        yield return session.Engine.Link.Subscribe(OnLink, _ => EndFaulted(session, Subscription), () => End(null));
        yield return (reception == Reception.Status ? session.Engine.Status : session.Engine.Information)
            .Subscribe(OnUpdate, _ => EndFaulted(session, Subscription));
    }

    // Information that was told already comes again when it turns stale; that is no news to the SDK (decisions.md D33). A status can
    // change by mere time.
    private void OnUpdate(VehicleSnapshot snapshot)
    {
        if (snapshot.Sequence <= _last) return;
        if (reception == Reception.Information) _last = snapshot.Sequence;
        Subscription.Tell(PimsSession.Result(call.TransactionId, InformationsCalls.Element(session, snapshot.ToInformation())));
    }

    private void OnLink(LinkReport report)
    {
        if (report.InvalidData is not null)
        {
            Tell(PimsError.InvalidData);
            return;
        }

        switch (report.State)
        {
            case LinkState.Idle:
                End(report.Fault?.Reason == LinkLossReason.ScanTimeout ? PimsError.Timeout : null);
                break;
            case LinkState.WaitingForAdapter:
                Park(report.Fault?.Reason == LinkLossReason.PermissionMissing
                    ? SourceErrors.PermissionMissing(session.Engine.Source)
                    : SourceErrors.Unavailable(session.Engine.Source));
                break;
            default:
                _parked = null;
                break;
        }
    }

    // Each reason once, until the source is usable again (decisions.md D20).
    private void Park(PimsError error)
    {
        if (error == _parked) return;
        _parked = error;
        Tell(error);
    }

    private void Tell(PimsError error) => Subscription.Tell(session.Error(call.TransactionId, PimsStatus.Result, error));

    // The engine's subscription is over by itself (decisions.md D2): whoever is told finds a new one accepted.
    private void End(PimsError? error)
    {
        if (session.Remove(Subscription))
            Subscription.End(error is null ? null : session.Error(call.TransactionId, PimsStatus.Result, error));
    }
}
