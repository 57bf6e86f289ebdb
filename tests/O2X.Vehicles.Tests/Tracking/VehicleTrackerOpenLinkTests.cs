using O2X.Vehicles.Decoding;
using O2X.Vehicles.OpenLink;
using O2X.Vehicles.Tests.OpenLink;
using O2X.Vehicles.Tracking;
using static O2X.Vehicles.VehicleStatus;

namespace O2X.Vehicles.Tests.Tracking;

public class VehicleTrackerOpenLinkTests
{
    private const Alerts AllAlerts = (Alerts)0xFF;

    private static readonly OpenLinkInformation Parking = new()
    {
        Status = Parked,
        Selector = Selector.Neutral,
        ParkBrake = ParkBrakeStatus.Activated,
        StateOfCharge = 45,
        KnownAlerts = AllAlerts,
        SourceAge = TimeSpan.Zero,
    };

    private readonly VehicleTracker _tracker = new();

    public VehicleTrackerOpenLinkTests() => _tracker.BeginLink(PayloadKind.OpenLink, null, 0);

    private VehicleChanges Send(in OpenLinkInformation information, double seconds) =>
        _tracker.Accept(Packets.Of(information), Seconds.Ticks(seconds));

    [Fact]
    public void Takes_the_status_that_the_dongle_reports()
    {
        Assert.Equal(VehicleChanges.Refreshed | VehicleChanges.Status | VehicleChanges.Alerts, Send(Parking, 0));
        Assert.Equal(Parked, _tracker.State.Status);
        Assert.Equal(VehicleChanges.Refreshed, Send(Parking, 1));
        Assert.Equal(VehicleChanges.Refreshed | VehicleChanges.Status, Send(Parking with { Status = Charging }, 2));
        Assert.Equal(Charging, _tracker.State.Status);
    }

    [Fact]
    public void Derives_the_status_where_the_dongle_reports_none()
    {
        Send(Parking with { Status = Unknown, Selector = Selector.Drive, Ready = true, ParkBrake = ParkBrakeStatus.NotActivated }, 0);
        Assert.Equal(Unknown, _tracker.State.Status);
        _tracker.Accept(Packets.Of(new OpenLinkMeasurements { Speed = 30, Deciamperes = -300 }), Seconds.Ticks(0.1));
        Assert.Equal(Driving, _tracker.State.Status);
    }

    [Fact]
    public void Takes_values_for_stale_that_were_old_when_they_came()
    {
        Send(Parking, 0);
        Assert.Equal(
            VehicleChanges.Refreshed | VehicleChanges.Stale | VehicleChanges.Status,
            Send(Parking with { SourceAge = TimeSpan.FromSeconds(6) }, 6) | _tracker.Advance(Seconds.Ticks(6)));
        Assert.Equal(Quality.Stale, _tracker.State.QualityOf(Signal.StateOfCharge));
        Assert.Equal(Unknown, _tracker.State.Status);
        Assert.Equal(VehicleChanges.Refreshed, Send(Parking with { SourceAge = TimeSpan.FromSeconds(7) }, 7));
        Assert.Equal(VehicleChanges.Refreshed | VehicleChanges.Status, Send(Parking, 8));
    }

    [Fact]
    public void Goes_stale_as_long_after_the_source_as_the_limit_says()
    {
        Send(Parking with { SourceAge = TimeSpan.FromSeconds(2) }, 10);
        Assert.Equal(13, Seconds.Of(_tracker.NextDeadline));
        Assert.Equal(VehicleChanges.Stale, _tracker.Advance(Seconds.Ticks(13)));
    }

    // D16
    [Fact]
    public void Keeps_the_previous_alerts_across_a_reconnect()
    {
        Send(Parking with { CurrentAlerts = Alerts.Stop }, 0);
        _tracker.EndLink(Seconds.Ticks(1));
        _tracker.BeginLink(PayloadKind.OpenLink, null, Seconds.Ticks(2));
        Assert.True(Send(Parking with { CurrentAlerts = Alerts.TurtleMode }, 3).HasFlag(VehicleChanges.Alerts));
        Assert.Equal(new AlertSet(Alerts.TurtleMode, AllAlerts), _tracker.State.CurrentAlerts);
        Assert.Equal(new AlertSet(Alerts.Stop, AllAlerts), _tracker.State.PreviousAlerts);
    }

    [Fact]
    public void Tells_that_it_cannot_charge()
    {
        Send(Parking with { ChargeRequested = true, ParkBrake = ParkBrakeStatus.NotActivated }, 0);
        Assert.Equal(1, Seconds.Of(_tracker.NextDeadline));
        Assert.Equal(VehicleChanges.CantCharge, _tracker.Advance(Seconds.Ticks(1)));
    }

    [Fact]
    public void Does_not_let_a_reported_status_outlive_its_link()
    {
        Send(Parking, 0);
        _tracker.BeginLink(PayloadKind.CanFrame, null, Seconds.Ticks(1));
        foreach (var frame in new[] { Frames.Battery(-20), Frames.Motion(8626.9, 30), Frames.Display(Selector.Drive, true, false) })
            _tracker.Accept(frame, Seconds.Ticks(2));
        Assert.Equal(Driving, _tracker.State.Status);
    }
}
