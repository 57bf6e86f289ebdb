using System.Diagnostics;
using O2X.Links;
using O2X.Links.Time;
using O2X.Vehicles;

namespace O2X.Actors.Diagnostics;

/// <summary>The trace of one attempt at a link. There is none when nobody listens.</summary>
internal sealed class LinkActivity
{
    private readonly Activity _activity;
    private readonly TimeProvider _clock;
    private readonly Vin? _vin;
    private readonly long _began;
    private bool _isOver;

    private LinkActivity(Activity activity, TimeProvider clock, Vin? vin)
    {
        _activity = activity;
        _clock = clock;
        _vin = vin;
        _began = clock.GetTicks();
    }

    /// <summary>An attempt begins.</summary>
    public static LinkActivity? Start(TransportInfo transport, TimeProvider clock, string profile, long epoch, Vin? vin)
    {
        if (!O2XActivities.Source.HasListeners()) return null;

        // Whose turn an actor's work happens to run in is neither its parent nor to be under it.
        var ambient = Activity.Current;
        Activity.Current = null;
        try
        {
            var activity = O2XActivities.Source.StartActivity(
                "o2x.connect", ActivityKind.Client, parentContext: default, startTime: clock.GetUtcNow());
            if (activity is null) return null;
            activity.SetTag("o2x.transport", transport.Name);
            activity.SetTag("o2x.transport.kind", transport.Kind.ToString());
            activity.SetTag("o2x.profile", profile);
            activity.SetTag("o2x.epoch", epoch);
            if (vin is not null) activity.SetTag("o2x.vin", vin.ToString());
            return new LinkActivity(activity, clock, vin);
        }
        catch (Exception)
        {
            // The listener's own fault.
            return null;
        }
        finally
        {
            Activity.Current = ambient;
        }
    }

    /// <summary>It came to a link.</summary>
    public void Succeed(Vin? vin)
    {
        if (_isOver) return;
        if (vin is not null) _activity.SetTag("o2x.vin", vin.ToString());
        _activity.SetStatus(ActivityStatusCode.Ok);
        End("ready");
    }

    /// <summary>It is over for a reason, if it is not over already.</summary>
    public void Fail(LinkFault fault)
    {
        if (_isOver) return;
        _activity.SetTag("o2x.reason", fault.Reason.ToString());
        if (fault.Reason is LinkLossReason.LocalRequest or LinkLossReason.Shutdown or LinkLossReason.EndOfSource)
        {
            End("cancelled");
            return;
        }

        _activity.SetStatus(ActivityStatusCode.Error, EngineLog.Masked(fault.Detail, _vin) ?? fault.Reason.ToString());
        End(fault.Reason == LinkLossReason.WrongVehicle ? "wrong-vehicle" : "failed");
    }

    private void End(string outcome)
    {
        _isOver = true;
        _activity.SetTag("o2x.outcome", outcome);
        _activity.SetEndTime(_activity.StartTimeUtc + TimeSpan.FromTicks(_clock.GetTicks() - _began));
        var ambient = Activity.Current;
        try
        {
            _activity.Dispose();
        }
        catch (Exception)
        {
            // The listener's own fault.
        }

        Activity.Current = ambient;
    }
}
