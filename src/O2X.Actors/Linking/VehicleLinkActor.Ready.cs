using Akka.Actor;
using O2X.Actors.Decoding;
using O2X.Actors.Execution;
using O2X.Links;
using O2X.Vehicles;

namespace O2X.Actors.Linking;

// While the link is ready, and how it is lost.
internal sealed partial class VehicleLinkActor
{
    private State<LinkState, LinkData>? WhenReady(Event<LinkData> e)
    {
        var data = (LinkData.Linking)e.StateData;
        switch (e.FsmEvent)
        {
            case ActorTimer.Tick tick when _watchdog.Accepts(tick):
                return Watch(data);
            case LinkProtocol.LinkEnded ended when ended.Epoch == data.Attempt.Epoch:
                return ended.Fault.Reason == LinkLossReason.EndOfSource
                    ? GiveUp(data, ended.Fault)
                    : Lose(data, ended.Fault, AfterLeaving.Scan);
            case LinkProtocol.TransportChanged { State.Availability: not Availability.On } changed:
                _transport = changed.State;
                return Lose(data, Faults.Of(_transport), AfterLeaving.WaitForAdapter);
            case DecoderProtocol.KeepsCrashing crashing when crashing.Epoch == data.Attempt.Epoch:
                var crash = Faults.Crash("decoder", keepsCrashing: true);
                Subscription = Subscription.Failed(crash, keepsCrashing: true);
                return Lose(data, crash, AfterLeaving.BackOff);
            case DecoderProtocol.VinHeard heard when heard.Epoch == data.Attempt.Epoch:
                return Recheck(data, heard.Vin);
            case DecoderProtocol.WorthSaving saving when saving.Epoch == data.Attempt.Epoch:
                SaveInformation();
                ArmSaving();
                return Stay();
            case ActorTimer.Tick tick when _saveTimer.Accepts(tick):
                SaveInTime();
                return Stay();
            case LinkProtocol.SetTimeouts set:
                ChangeTimeouts(set);
                ArmWatchdog();
                return Stay();
            default:
                return WhenLinking(e.FsmEvent, data);
        }
    }

    // Data, not what a stack calls connected, says whether the link lives.
    private State<LinkState, LinkData> Watch(LinkData.Linking data)
    {
        var loose = _board.Timeouts.LooseConnection;
        var silence = TimeSpan.FromTicks(_context.Now - _context.Session.LastDataAt);
        if (silence >= loose && !data.Attempt.Sink.HasPending)
            return Lose(data, Faults.Silent(data.Attempt.Sighting.IsBus, loose), AfterLeaving.Scan);

        ArmWatchdog();
        return Stay();
    }

    private void ArmWatchdog()
    {
        var loose = _board.Timeouts.LooseConnection;
        var silence = TimeSpan.FromTicks(_context.Now - _context.Session.LastDataAt);
        // What waits in the ring was late to be decoded, not late to come: look again soon, but not at once.
        _watchdog.Start(silence < loose ? loose - silence : loose / 4);
    }

    private State<LinkState, LinkData> Recheck(LinkData.Linking data, Vin heard)
    {
        if (heard != Subscription.Vin)
        {
            var fault = Faults.WrongVehicle(data.Attempt.Sighting.Address);
            PassOver(data.Attempt, fault);
            return Lose(data, fault, AfterLeaving.Scan);
        }

        if (data.IsVerified) return Stay();
        Remember(heard, data.Attempt);
        Report(LinkState.Ready, attempt: data.Attempt, isVerified: true);
        return Stay().Using(data with { IsVerified = true });
    }

    /// <summary>The link was ready and is lost: told once, closed, and sought again.</summary>
    private State<LinkState, LinkData> Lose(LinkData.Linking data, LinkFault fault, AfterLeaving next)
    {
        Subscription = Subscription with { Fault = fault };
        var transition = Leave(LinkState.Stale, Closing(data, next));
        TellDisconnected(fault);
        SaveInformation();
        return transition;
    }

    private void TellDisconnected(LinkFault fault) =>
        _context.Streams.Events.PublishShared(new VehicleEvent(VehicleEventKind.Disconnected, _context.Clock.GetUtcNow(), fault));
}
