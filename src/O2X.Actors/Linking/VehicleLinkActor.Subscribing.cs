using System.Collections.Immutable;
using Akka.Actor;
using O2X.Actors.Decoding;
using O2X.Actors.Diagnostics;
using O2X.Actors.Execution;
using O2X.Links;
using O2X.Vehicles;

namespace O2X.Actors.Linking;

// Beginning and ending a subscription, and everything else that users ask for.
internal sealed partial class VehicleLinkActor
{
    private static readonly TimeSpan _saveTimeout = TimeSpan.FromSeconds(10);

    private State<LinkState, LinkData>? WhenIdle(Event<LinkData> e)
    {
        switch (e.FsmEvent)
        {
            // While a vehicle is being made durable, or a subscription is to be resumed, everything that depends on it waits.
            case LinkProtocol.Shutdown when e.StateData is LinkData.Accepting accepting:
                Sender.Tell(new LinkProtocol.ShutDown());
                return Refuse(accepting, "The engine shuts down.");
            case LinkProtocol.Subscribe or LinkProtocol.Unsubscribe or LinkProtocol.ForgetVehicle or LinkProtocol.Shutdown or LinkProtocol.ClearData
                when e.StateData is LinkData.Accepting || _seat.Subscription is not null:
                Stash.Stash();
                return Stay();
            case LinkProtocol.Subscribe subscribe:
                return Accept(subscribe.Request);
            case Durable durable when ReferenceEquals(durable.Accepting, e.StateData):
                return Begin(durable.Accepting);
            case NotDurable failed when ReferenceEquals(failed.Accepting, e.StateData):
                return Refuse(failed.Accepting, failed.Failure);
            case ActorTimer.Tick tick when e.StateData is LinkData.Accepting accepting && _stepTimer.Accepts(tick):
                return Refuse(accepting, "It took too long.");
            case LinkProtocol.Unsubscribe:
                Sender.Tell(UnsubscribeReply.NotSubscribed);
                return Stay();
            case LinkProtocol.Shutdown:
                Sender.Tell(new LinkProtocol.ShutDown());
                return Stay();
            case LinkProtocol.ForgetVehicle:
                Forget();
                return Stay();
            case Resume when _seat.Subscription is not null:
                // The decoder's work outlived the crash, and so would what it holds of the link.
                _decoder.Tell(new DecoderProtocol.Detach(_seat.Epoch, DecodeRest: false));
                var keepsCrashing = _context.Crashes.Link.KeepsCrashing(_context.Now);
                var crash = Faults.Crash("link", keepsCrashing);
                if (_board.Report.State == LinkState.Ready) TellDisconnected(crash);
                Subscription = Subscription.Failed(crash, keepsCrashing);
                Stash.UnstashAll();
                return BackOff();
            default:
                return null;
        }
    }

    private State<LinkState, LinkData> Accept(SubscribeRequest request)
    {
        var hearsVin = _options.Profiles.Any(profile => profile.HearsVin)
            && _context.Source.Kind is TransportKind.Bus or TransportKind.Log;
        var reply = SubscribeRules.Check(request, _seat.Stored.Remembered, hearsVin, _transport);
        if (!reply.IsAccepted)
        {
            Sender.Tell(reply);
            return Stay();
        }

        var accepting = new LinkData.Accepting(new Subscription(request.Owner, reply.Vin, request.FirstTime, request.Reception), Sender);
        if (!request.FirstTime) return Begin(accepting);

        _seat.Stored = _seat.Stored with { Pending = reply.Vin };
        var saving = _context.Store.SaveAsync(_seat.Stored);
        _steps.Run(() => saving, () => new Durable(accepting), fault => new NotDurable(accepting, fault.Detail ?? "unknown"));
        _stepTimer.Start(_saveTimeout);
        return Stay().Using(accepting);
    }

    /// <summary>The vehicle cannot be made durable: nothing begins.</summary>
    private State<LinkState, LinkData> Refuse(LinkData.Accepting accepting, string failure)
    {
        _stepTimer.Cancel();
        EngineLog.VehicleNotDurable(_context.Logger, failure);
        _seat.Stored = _seat.Stored with { Pending = null };
        accepting.ReplyTo.Tell(new SubscribeReply(SubscribeOutcome.StoreFailed));
        Stash.UnstashAll();
        return Stay().Using(LinkData.Nothing.Instance);
    }

    private State<LinkState, LinkData> Begin(LinkData.Accepting accepting)
    {
        Subscription = accepting.Subscription;
        _board.Vin = Subscription.Vin;
        _board.KeepReceived();
        _board.Sightings.Clear();
        _decoder.Tell(DecoderProtocol.Forget.Instance);
        // Whoever is told that the search begins finds that it has begun.
        var seeking = Seek();
        accepting.ReplyTo.Tell(new SubscribeReply(SubscribeOutcome.Accepted, Subscription.Vin) { After = _board.LastSequence });
        Stash.UnstashAll();
        return seeking;
    }

    /// <summary>The subscription is over and nothing is open.</summary>
    private State<LinkState, LinkData> EndSubscription(LinkFault? fault, ImmutableList<(IActorRef Who, object Answer)> waiting)
    {
        _stepTimer.Cancel();
        _graceTimer.Cancel();
        _watchdog.Cancel();
        _saveTimer.Cancel();
        var vin = Subscription.Vin;
        if (!Subscription.WasReady) fault = Faults.WithOthers(fault, _board.Sightings.OtherVehicles);
        _seat.Subscription = null;
        _board.Vin = null;
        // A new vehicle that was never verified is not remembered (decisions.md D32).
        Save(Received() with { Pending = null });
        Post(new LinkReport(LinkState.Idle, _context.Clock.GetUtcNow()) { Fault = fault, Vin = vin });
        foreach (var (who, answer) in waiting) who.Tell(answer);
        Stash.UnstashAll();
        return GoTo(LinkState.Idle).Using(LinkData.Nothing.Instance);
    }

    private State<LinkState, LinkData> WhenAnything(Event<LinkData> e)
    {
        switch (e.FsmEvent)
        {
            case LinkProtocol.TransportChanged changed:
                _transport = changed.State;
                break;
            case LinkProtocol.Subscribe subscribe:
                Sender.Tell(SubscribeRules.WhileSubscribed(subscribe.Request, Subscription.Owner));
                break;
            case LinkProtocol.Unsubscribe:
                Sender.Tell(UnsubscribeReply.NotOwner);
                break;
            case LinkProtocol.SetTimeouts set:
                ChangeTimeouts(set);
                break;
            case LinkProtocol.ClearData:
                ClearData();
                break;
            case LinkProtocol.ForgetVehicle:
                Sender.Tell(new LinkProtocol.VehicleForgotten(false));
                break;
            case DecoderProtocol.Echo echo:
                _decoder.Tell(echo.Message);
                break;
            case LinkClosed:
                // Also of an attempt that was given up and succeeded after all.
                _board.CountStaleEpoch();
                break;
            case Connected late:
                _board.CountStaleEpoch();
                if (late.Attempt.Link.Take() is { } link) _steps.Close(link);
                break;
        }

        return Stay();
    }

    private bool IsOwner(LinkProtocol.Unsubscribe unsubscribe) => unsubscribe.Owner == Subscription.Owner;

    private void ChangeTimeouts(LinkProtocol.SetTimeouts set)
    {
        var timeouts = _board.Timeouts;
        timeouts = new Timeouts
        {
            Scan = set.Scan ?? timeouts.Scan,
            LooseConnection = set.LooseConnection ?? timeouts.LooseConnection,
            ChangeStatus = set.ChangeStatus ?? timeouts.ChangeStatus,
        };
        _board.Timeouts = timeouts;
        _decoder.Tell(new DecoderProtocol.ChangeOptions(DecodingSession.OptionsFor(timeouts)));
        Sender.Tell(timeouts);
    }

    private sealed record Durable(LinkData.Accepting Accepting);

    private sealed record NotDurable(LinkData.Accepting Accepting, string Failure);
}
