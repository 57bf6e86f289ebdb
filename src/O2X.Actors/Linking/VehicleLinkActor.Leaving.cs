using Akka.Actor;
using O2X.Actors.Decoding;
using O2X.Actors.Diagnostics;
using O2X.Actors.Execution;
using O2X.Actors.Scanning;
using O2X.Links;

namespace O2X.Actors.Linking;

// Closing what is open, whatever it takes, and going on.
internal sealed partial class VehicleLinkActor
{
    private State<LinkState, LinkData>? WhenLeaving(Event<LinkData> e)
    {
        var data = (LinkData.Leaving)e.StateData;
        var epoch = data.Attempt?.Epoch;
        switch (e.FsmEvent)
        {
            case LinkClosed closed when closed.Epoch == epoch:
            case ConnectFailed failed when failed.Epoch == epoch:
                return LeaveFurther(data with { IsLinkOpen = false });
            case DecoderProtocol.Detached detached when detached.Epoch == epoch:
                return LeaveFurther(data with { IsDecoding = false });
            case ScannerProtocol.ScanStopped stopped when stopped.Epoch == _seat.Epoch:
            case ScannerProtocol.ScanFailed failed when failed.Epoch == _seat.Epoch:
            case ScannerProtocol.ScannerCrashed:
                return LeaveFurther(data with { IsScanOpen = false });
            case ActorTimer.Tick tick when _stepTimer.Accepts(tick):
                EngineLog.CloseTimedOut(_context.Logger, _context.Source.Name);
                DropRest(data);
                return LeaveFurther(data with { IsLinkOpen = false, IsDecoding = false, IsScanOpen = false });
            case LinkProtocol.TransportChanged changed:
                _transport = changed.State;
                return Stay();
            case LinkProtocol.Unsubscribe unsubscribe when IsOwner(unsubscribe):
                return EndAfterLeaving(data, data.Fault, UnsubscribeReply.Unsubscribed);
            case LinkProtocol.Shutdown:
                return EndAfterLeaving(data, Faults.Shutdown, new LinkProtocol.ShutDown());
            default:
                return null;
        }
    }

    private State<LinkState, LinkData> EndAfterLeaving(LinkData.Leaving data, LinkFault? fault, object answer)
    {
        DropRest(data);
        return Stay().Using(data with
        {
            Next = AfterLeaving.EndSubscription,
            Fault = fault,
            Waiting = data.Waiting.Add((Sender, answer)),
        });
    }

    // What a log still holds may wait for an observer that takes nothing: nobody else waits for it.
    private void DropRest(LinkData.Leaving data)
    {
        if (data.IsDecoding) _decoder.Tell(new DecoderProtocol.Detach(data.Attempt!.Epoch, DecodeRest: false));
    }

    /// <summary>What is to be closed of an attempt or link.</summary>
    private LinkData.Leaving Closing(LinkData.Linking data, AfterLeaving next, object? answer = null) => new(next)
    {
        Attempt = data.Attempt,
        IsLinkOpen = true,
        IsDecoding = true,
        Waiting = answer is null ? [] : [(Sender, answer)],
    };

    private State<LinkState, LinkData> Leave(LinkState linkState, LinkData.Leaving data)
    {
        _graceTimer.Cancel();
        _watchdog.Cancel();
        _saveTimer.Cancel();
        _stepTimer.Start(_options.CloseTimeout);
        Report(linkState, attempt: data.Attempt);
        if (data.Attempt is { } attempt)
        {
            attempt.Activity?.Fail(WhyLeaving(data));
            // What a log still holds of the vehicle is decoded to its end; of a link that was lost nothing more is wanted.
            _decoder.Tell(new DecoderProtocol.Detach(attempt.Epoch, DecodeRest: data.Fault?.Reason == LinkLossReason.EndOfSource));
            _steps.Cancel(attempt.Cancel);
            if (attempt.Link.Take() is { } link) Close(link, attempt.Epoch);
        }

        return GoTo(linkState).Using(data);
    }

    private LinkFault WhyLeaving(LinkData.Leaving data) => data.Next switch
    {
        AfterLeaving.EndSubscription => data.Fault ?? Faults.Unsubscribed,
        AfterLeaving.WaitForAdapter => Faults.Of(_transport),
        _ => Subscription.Fault!,
    };

    private State<LinkState, LinkData> LeaveFurther(LinkData.Leaving data)
    {
        if (!data.IsDone) return Stay().Using(data);
        _stepTimer.Cancel();
        return data.Next switch
        {
            AfterLeaving.EndSubscription => EndSubscription(data.Fault, data.Waiting),
            AfterLeaving.BackOff => BackOff(),
            _ => Seek(),
        };
    }

    private void Close(ILink link, long epoch) =>
        _steps.Run(() => link.DisposeAsync().AsTask(), () => new LinkClosed(epoch), _ => new LinkClosed(epoch));

    // The actor ends: nobody is left to wait for the closing.
    private void Abandon(LinkAttempt attempt)
    {
        attempt.Activity?.Fail(Faults.Shutdown);
        attempt.Sink.Close();
        _steps.Cancel(attempt.Cancel);
        if (attempt.Link.Take() is { } link) _steps.Close(link);
    }

    private sealed record LinkClosed(long Epoch);
}
