using O2X.Vehicles.Decoding;
using O2X.Vehicles.OpenLink;
using O2X.Vehicles.Tests.Tracking;
using O2X.Vehicles.Tracking;

namespace O2X.Vehicles.Tests.OpenLink;

/// <summary>What a dongle says of a vehicle, and what the other side makes of it.</summary>
public class OpenLinkSnapshotTests
{
    private readonly VehicleTracker _bus = new();

    public OpenLinkSnapshotTests() => _bus.BeginLink(PayloadKind.CanFrame, null, 0);

    [Fact]
    public void Says_that_it_knows_nothing_of_a_vehicle_that_was_not_heard()
    {
        Assert.Equal(new OpenLinkInformation(), OpenLinkInformation.Of(default, Seconds.Ticks(5)));
        Assert.Equal(default, OpenLinkMeasurements.Of(default, TimeSpan.Zero));
    }

    [Fact]
    public void Says_what_the_bus_says()
    {
        HearDriving(at: 1);
        Assert.Equal(
            new OpenLinkInformation
            {
                Status = VehicleStatus.Driving,
                Selector = Selector.Drive,
                ParkBrake = ParkBrakeStatus.NotActivated,
                Ready = true,
                ChargeRequested = false,
                StateOfCharge = 45,
                RemainingRange = 34,
                OdometerTenths = 86_269,
                SourceAge = TimeSpan.FromSeconds(0.5),
            },
            OpenLinkInformation.Of(_bus.State, Seconds.Ticks(1.5)));
        Assert.Equal(
            new OpenLinkMeasurements { Speed = 45, Centivolts = 5060, Deciamperes = -123, BatteryTemperature1 = 18, BatteryTemperature2 = 19, Uptime = 7000 },
            OpenLinkMeasurements.Of(_bus.State, TimeSpan.FromSeconds(7)));
    }

    [Fact]
    public void Keeps_charge_range_and_odometer_of_a_vehicle_that_fell_asleep_with_their_age()
    {
        HearDriving(at: 1);
        _bus.EndLink(Seconds.Ticks(6));
        Assert.Equal(
            new OpenLinkInformation { StateOfCharge = 45, RemainingRange = 34, OdometerTenths = 86_269, SourceAge = TimeSpan.FromSeconds(3600), SourceAsleep = true },
            OpenLinkInformation.Of(_bus.State, Seconds.Ticks(3601), asleep: true));
        Assert.Equal(default, OpenLinkMeasurements.Of(_bus.State, TimeSpan.Zero));
    }

    [Fact]
    public void Does_not_tell_an_old_value_as_new_beside_values_that_are_heard()
    {
        HearDriving(at: 1);
        for (var at = 2; at <= 8; at++) _bus.Accept(Frames.Motion(8626.9, 0), Seconds.Ticks(at));
        var said = OpenLinkInformation.Of(_bus.State, Seconds.Ticks(8));
        Assert.Equal((null, null, 86_269, TimeSpan.Zero), (said.StateOfCharge, said.RemainingRange, said.OdometerTenths, said.SourceAge));
        Assert.Equal(Selector.Unknown, said.Selector);
        Assert.Null(said.Ready);
    }

    [Fact]
    public void Tells_values_that_are_live_by_a_longer_limit()
    {
        _bus.Options = new TrackerOptions { StaleAfter = TimeSpan.FromSeconds(60) };
        HearDriving(at: 1);
        _bus.Accept(Frames.Motion(8626.9, 0), Seconds.Ticks(20));
        Assert.Equal(45, OpenLinkInformation.Of(_bus.State, Seconds.Ticks(20)).StateOfCharge);
    }

    [Fact]
    public void Passes_on_that_its_own_source_is_asleep_or_simulated()
    {
        Assert.False(OpenLinkInformation.Of(_bus.State, 0).Simulated);
        Assert.True(OpenLinkInformation.Of(_bus.State, 0, simulated: true).Simulated);
        Assert.True(OpenLinkInformation.Of(_bus.State, 0, asleep: true).SourceAsleep);

        var dongle = Listen(new OpenLinkInformation { StateOfCharge = 1, SourceAge = TimeSpan.Zero, SourceAsleep = true, Simulated = true }, at: 0);
        var said = OpenLinkInformation.Of(dongle.State, 0);
        Assert.True(said.SourceAsleep);
        Assert.True(said.Simulated);
    }

    [Fact]
    public void Comes_through_a_packet_as_it_was()
    {
        var known = Packets.InformationIn(Listen(Full, at: 100).State);
        var first = Listen(Full, at: 100);
        var said = OpenLinkInformation.Of(first.State, Seconds.Ticks(102));
        Assert.Equal(Full with { PreviousAlerts = Alerts.None, SourceAge = TimeSpan.FromSeconds(4) }, said);

        var second = Listen(said, at: 200);
        Assert.Equal(known with { SourceAge = null }, Packets.InformationIn(second.State) with { SourceAge = null });
        Assert.Equal(TimeSpan.FromSeconds(4), second.State.AgeOf(Signal.Odometer, Seconds.Ticks(200)));
    }

    [Fact]
    public void Comes_through_a_packet_of_measurements_as_it_was()
    {
        var measured = new OpenLinkMeasurements { Speed = 45, Centivolts = 5012, Deciamperes = -623, BatteryTemperature1 = 21, BatteryTemperature2 = -4, TimeToFull = 10_255, Uptime = 5 };
        var tracker = Tracker();
        tracker.Accept(Packets.Of(measured), 0);
        Assert.Equal(measured, OpenLinkMeasurements.Of(tracker.State, TimeSpan.FromMilliseconds(5)));
    }

    [Fact]
    public void Tells_the_alerts_that_were_on_before()
    {
        var tracker = Listen(Full, at: 0);
        tracker.Accept(Packets.Of(Full with { CurrentAlerts = Alerts.TurtleMode }), Seconds.Ticks(1));
        var said = OpenLinkInformation.Of(tracker.State, Seconds.Ticks(1));
        Assert.Equal((Alerts.TurtleMode, Full.CurrentAlerts, Full.KnownAlerts), (said.CurrentAlerts, said.PreviousAlerts, said.KnownAlerts));
    }

    [Theory]
    [InlineData(171 * 60 + 29, 171)]
    [InlineData(171 * 60 + 30, 172)]
    [InlineData(65_534, 1092)]
    public void Rounds_the_time_to_full_to_minutes(int seconds, int minutes)
    {
        _bus.Accept(Frames.Charger(seconds), 0);
        Assert.Equal(minutes, OpenLinkInformation.Of(_bus.State, 0).ChargeDelay);
    }

    private static OpenLinkInformation Full => new()
    {
        Status = VehicleStatus.Charging,
        Selector = Selector.Neutral,
        ParkBrake = ParkBrakeStatus.Activated,
        Ready = false,
        ChargeRequested = true,
        Plugged = true,
        SystemState = SystemState.Charging,
        BatteryState = BatteryState.ChargeCharging,
        CurrentAlerts = Alerts.BatteryCharge,
        KnownAlerts = (Alerts)0xFF,
        StateOfCharge = 9,
        RemainingRange = 7,
        ChargeDelay = 171,
        OdometerTenths = 34_899,
        SourceAge = TimeSpan.FromSeconds(2),
        Simulated = true,
    };

    private static VehicleTracker Tracker()
    {
        var tracker = new VehicleTracker();
        tracker.BeginLink(PayloadKind.OpenLink, null, 0);
        return tracker;
    }

    private static VehicleTracker Listen(in OpenLinkInformation said, double at)
    {
        var tracker = Tracker();
        tracker.Accept(Packets.Of(said), Seconds.Ticks(at));
        return tracker;
    }

    private void HearDriving(double at)
    {
        foreach (var packet in new[]
        {
            Frames.Battery(-12.3), Frames.Motion(8626.9, 45), Frames.Charger(null), Frames.Of("594#1200001300000000"),
            Frames.Display(Selector.Drive, ready: true, brake: false),
        })
            _bus.Accept(packet, Seconds.Ticks(at));
    }
}
