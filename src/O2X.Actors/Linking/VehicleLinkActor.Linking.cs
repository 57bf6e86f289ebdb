using Akka.Actor;
using O2X.Actors.Decoding;
using O2X.Actors.Diagnostics;
using O2X.Actors.Execution;
using O2X.Actors.Scanning;
using O2X.Links;
using O2X.Links.Profiles;
using O2X.Vehicles;

namespace O2X.Actors.Linking;

// From a sighting to a link that is ready.
internal sealed partial class VehicleLinkActor
{
    private const int LiveRing = 16 << 10;
    private const int LosslessRing = 512 << 10;

    private State<LinkState, LinkData>? WhenConnecting(Event<LinkData> e)
    {
        var data = (LinkData.Linking)e.StateData;
        switch (e.FsmEvent)
        {
            case Connected connected when connected.Epoch == data.Attempt.Epoch:
                return Open(data);
            case ConnectFailed failed when failed.Epoch == data.Attempt.Epoch:
                _stepTimer.Cancel();
                data.Attempt.Activity?.Fail(failed.Fault);
                _decoder.Tell(new DecoderProtocol.Detach(data.Attempt.Epoch, DecodeRest: false));
                return AttemptFailed(failed.Fault);
            case ActorTimer.Tick tick when _stepTimer.Accepts(tick):
                return GiveUp(data, Faults.ConnectTimeout);
            default:
                return WhenLinking(e.FsmEvent, data);
        }
    }

    private State<LinkState, LinkData>? WhenVerifying(Event<LinkData> e)
    {
        var data = (LinkData.Linking)e.StateData;
        switch (e.FsmEvent)
        {
            case Opened opened when opened.Epoch == data.Attempt.Epoch:
                data = data with { Verdict = opened.Verdict, OpenedAt = _context.Now };
                ArmGrace(data);
                _stepTimer.Start(_options.VerifyTimeout);
                return Settle(data);
            case OpenFailed failed when failed.Epoch == data.Attempt.Epoch:
                return GiveUp(data, failed.Fault);
            case ActorTimer.Tick tick when _graceTimer.Accepts(tick):
                return Settle(data with { IsGraceOver = true });
            case ActorTimer.Tick tick when _stepTimer.Accepts(tick):
                if (data.Verdict is null) return GiveUp(data, Faults.OpenTimeout);
                return data.HasFirstPacket ? Stay() : GiveUp(data, Faults.NoFirstPacket);
            case LinkProtocol.SetTimeouts set:
                ChangeTimeouts(set);
                ArmGrace(data);
                return Stay();
            default:
                return WhenLinking(e.FsmEvent, data);
        }
    }

    /// <summary>What can happen to an attempt in any of its steps.</summary>
    private State<LinkState, LinkData>? WhenLinking(object message, LinkData.Linking data)
    {
        switch (message)
        {
            // Already while it connects: a transport hands packets over as soon as it listens.
            case DecoderProtocol.FirstPacket first when first.Epoch == data.Attempt.Epoch:
                return Settle(data with { HasFirstPacket = true });
            case DecoderProtocol.VinHeard heard when heard.Epoch == data.Attempt.Epoch:
                return Settle(data with { Heard = heard.Vin });
            case LinkProtocol.LinkEnded ended when ended.Epoch == data.Attempt.Epoch:
                return GiveUp(data, ended.Fault);
            case LinkProtocol.TransportChanged changed:
                _transport = changed.State;
                return IsSourceUsable ? Stay() : Leave(LinkState.Closing, Closing(data, AfterLeaving.WaitForAdapter));
            case LinkProtocol.Unsubscribe unsubscribe when IsOwner(unsubscribe):
                return Leave(LinkState.Closing, Closing(data, AfterLeaving.EndSubscription, UnsubscribeReply.Unsubscribed));
            case LinkProtocol.Shutdown:
                return Leave(
                    LinkState.Closing,
                    Closing(data, AfterLeaving.EndSubscription, new LinkProtocol.ShutDown()) with { Fault = Faults.Shutdown });
            case DecoderProtocol.KeepsCrashing crashing when crashing.Epoch == data.Attempt.Epoch:
                Subscription = Subscription.Failed(Faults.Crash("decoder", keepsCrashing: true), keepsCrashing: true);
                return Leave(LinkState.Closing, Closing(data, AfterLeaving.BackOff));
            case DecoderProtocol.InvalidData invalid when invalid.Epoch == data.Attempt.Epoch:
                var state = _board.Report;
                _context.Streams.Link.PublishShared(state with { At = _context.Clock.GetUtcNow(), InvalidData = invalid.Counters });
                return Stay();
            default:
                return null;
        }
    }

    private State<LinkState, LinkData> Connect(ScannerProtocol.VehicleFound found)
    {
        var isLossless = _context.Source.IsLossless;
        var ringBytes = _options.RingBytes ?? (isLossless ? LosslessRing : LiveRing);
        var epoch = ++_seat.Epoch;
        var sink = new LinkSink(epoch, ringBytes, isLossless, _decoder, Self);
        var activity = LinkActivity.Start(_context.Source, _context.Clock, found.Profile.Name, epoch, Subscription.Vin);
        var attempt = new LinkAttempt(epoch, found.Sighting, found.Profile, sink, activity);
        _decoder.Tell(new DecoderProtocol.Attach(attempt.Sink, found.Profile.Payload, Subscription.Vin));
        _steps.Run(
            () => attempt.Link.GiveAsync(_context.Transport.ConnectAsync(attempt.Sighting, sink, attempt.Cancel.Token)),
            isWanted => isWanted ? new Connected(epoch, attempt) : new LinkClosed(epoch),
            fault => new ConnectFailed(epoch, fault));
        _stepTimer.Start(_options.ConnectTimeout);
        Report(LinkState.Connecting, attempt: attempt);
        return GoTo(LinkState.Connecting).Using(new LinkData.Linking(attempt));
    }

    private State<LinkState, LinkData> Open(LinkData.Linking data)
    {
        var (attempt, vin) = (data.Attempt, Subscription.Vin);
        _steps.Run(
            () => attempt.Profile.OpenAsync(attempt.Link.Content!, vin, attempt.Cancel.Token),
            verdict => new Opened(attempt.Epoch, verdict),
            fault => new OpenFailed(attempt.Epoch, fault));
        _stepTimer.Start(_options.VerifyTimeout);
        Report(LinkState.Verifying, attempt: attempt);
        return GoTo(LinkState.Verifying).Using(data);
    }

    // A bus says its VIN about once a second. One that was given is believed after a while without it; without one there is nothing
    // to believe, and the bus is listened to for as long as a vehicle is sought.
    private void ArmGrace(LinkData.Linking data)
    {
        if (data.Verdict != VinVerdict.Unproven || !data.Attempt.Profile.HearsVin) return;
        var until = Subscription.Vin is null
            ? Subscription.SearchDeadline(_board.Timeouts) ?? data.OpenedAt + _board.Timeouts.Scan.Ticks
            : data.OpenedAt + _options.VinGrace.Ticks;
        _graceTimer.Start(TimeSpan.FromTicks(until - _context.Now));
    }

    /// <summary>Goes on as soon as it is settled which vehicle this is, and that it talks.</summary>
    private State<LinkState, LinkData> Settle(LinkData.Linking data)
    {
        if (data.Verdict is not { } verdict) return Stay().Using(data);
        var outcome = VinDecision.Decide(
            verdict,
            data.Heard,
            Subscription.Vin,
            mayStillHear: data.Attempt.Profile.HearsVin && !data.IsGraceOver,
            _options.AllowUnverifiedVin ?? VinDecision.AllowsUnverified(_context.Source.Kind));
        switch (outcome)
        {
            case VinOutcome.WrongVehicle:
                return GiveUp(data, Faults.WrongVehicle(data.Attempt.Sighting.Address));
            case VinOutcome.Refused when Subscription.Vin is null:
                return Leave(
                    LinkState.Closing,
                    Closing(data, AfterLeaving.EndSubscription) with { Fault = Faults.VinNotHeard(_board.Timeouts.Scan) });
            case VinOutcome.Refused:
                return GiveUp(data, Faults.Unproven);
            case VinOutcome.Verified or VinOutcome.Unverified when data.HasFirstPacket:
                return BecomeReady(data with { IsVerified = outcome == VinOutcome.Verified });
            default:
                return Stay().Using(data);
        }
    }

    private State<LinkState, LinkData> BecomeReady(LinkData.Linking data)
    {
        _stepTimer.Cancel();
        _graceTimer.Cancel();
        Subscription = Subscription with
        {
            Vin = Subscription.Vin ?? data.Heard,
            WasReady = true,
            SearchBegan = null,
            Failures = 0,
            Fault = null,
        };
        _board.Vin = Subscription.Vin;
        if (data.IsVerified) Remember(Subscription.Vin!, data.Attempt);
        data.Attempt.Activity?.Succeed(Subscription.Vin);
        Report(LinkState.Ready, attempt: data.Attempt, isVerified: data.IsVerified);
        _decoder.Tell(new DecoderProtocol.Publish(data.Attempt.Epoch, Subscription.Vin));
        ArmWatchdog();
        ArmSaving();
        return GoTo(LinkState.Ready).Using(data);
    }

    /// <summary>The attempt failed while something of it is open.</summary>
    private State<LinkState, LinkData> GiveUp(LinkData.Linking data, LinkFault fault)
    {
        switch (fault.Reason)
        {
            case LinkLossReason.EndOfSource:
                return Leave(LinkState.Closing, Closing(data, AfterLeaving.EndSubscription) with { Fault = fault });
            case LinkLossReason.WrongVehicle:
                PassOver(data.Attempt, fault);
                return Leave(LinkState.Closing, Closing(data, AfterLeaving.Scan));
            default:
                Subscription = Subscription.Failed(fault);
                return Leave(LinkState.Closing, Closing(data, AfterLeaving.BackOff));
        }
    }

    private void PassOver(LinkAttempt attempt, LinkFault fault)
    {
        var address = attempt.Sighting.Address;
        var now = _context.Now;
        var until = now + _options.PassOver.Ticks;
        Subscription = Subscription.PassingOver(address, now, until, fault);
        _board.Sightings.PassOver(address, until);
    }

    private sealed record Connected(long Epoch, LinkAttempt Attempt);

    private sealed record ConnectFailed(long Epoch, LinkFault Fault);

    private sealed record Opened(long Epoch, VinVerdict Verdict);

    private sealed record OpenFailed(long Epoch, LinkFault Fault);
}
