using O2X.Vehicles.Decoding;
using O2X.Vehicles.Tracking;
using static O2X.Vehicles.VehicleStatus;

namespace O2X.Vehicles.Tests.Tracking;

/// <summary>What silence, the end of a link and a new one do to what is known.</summary>
public class VehicleTrackerLinkTests
{
    [Fact]
    public void Lets_values_go_stale_and_the_status_with_them_without_telling_it_into_silence()
    {
        var bus = new VirtualBus();
        bus.Run(1);
        bus.Silence(10);
        Assert.Equal(Unknown, bus.Status);
        Assert.Equal(45, bus.Tracker.State.StateOfCharge);
        Assert.Equal(Quality.Stale, bus.Tracker.State.QualityOf(Signal.StateOfCharge));
        Assert.Equal([(0, Parked)], bus.Statuses);
        Assert.Equal((5.9, VehicleChanges.Stale), bus.Told[^1]);
        Assert.Equal(long.MaxValue, bus.Tracker.NextDeadline);
    }

    [Fact]
    public void Tells_an_unknown_status_when_the_bus_talks_on_without_what_it_follows_from()
    {
        var bus = new VirtualBus();
        bus.Run(1);
        bus.Run(6, display: false);
        bus.Run(1);
        Assert.Equal([(0, Parked), (5.9, Unknown), (7, Parked)], bus.Statuses);
    }

    [Fact]
    public void Keeps_a_value_live_longer_than_five_seconds_when_told_so_but_never_shorter()
    {
        var bus = new VirtualBus(new TrackerOptions { StaleAfter = TimeSpan.FromSeconds(1) });
        bus.Send(Frames.Battery(1));
        Assert.Equal(5, Seconds.Of(bus.Tracker.NextDeadline));
        bus.Tracker.Options = new TrackerOptions { StaleAfter = TimeSpan.FromSeconds(20) };
        bus.Silence(19.9);
        Assert.Equal(Quality.Live, bus.Tracker.State.QualityOf(Signal.PackCurrent));
        bus.Silence(0.1);
        Assert.Equal(Quality.Stale, bus.Tracker.State.QualityOf(Signal.PackCurrent));
    }

    // D33
    [Fact]
    public void Keeps_what_is_known_as_stale_when_the_link_ends()
    {
        var bus = new VirtualBus();
        bus.Run(1);
        bus.EndLink();
        Assert.Equal((1, VehicleChanges.Stale), bus.Told[^1]);
        Assert.Equal(Unknown, bus.Status);
        Assert.Equal(8626.9m, bus.Tracker.State.Odometer);
        Assert.Equal(Quality.Stale, bus.Tracker.State.QualityOf(Signal.Odometer));
        Assert.Equal(long.MaxValue, bus.Tracker.NextDeadline);
    }

    [Fact]
    public void Tells_the_first_status_of_each_link()
    {
        var bus = new VirtualBus();
        bus.Run(1);
        bus.EndLink();
        bus.Tracker.BeginLink(PayloadKind.CanFrame, null, bus.Now);
        bus.Run(1);
        Assert.Equal([(0, Parked), (1, Parked)], bus.Statuses);
    }

    [Fact]
    public void Does_not_repeat_cant_charge_on_a_new_link()
    {
        var bus = new VirtualBus { Brake = false, SecondsToFull = 7200 };
        bus.Run(3);
        bus.EndLink();
        bus.Tracker.BeginLink(PayloadKind.CanFrame, null, bus.Now);
        bus.Run(5);
        Assert.Single(bus.Told, t => t.What.HasFlag(VehicleChanges.CantCharge));
    }

    [Fact]
    public void Hears_the_vin_once_for_each_link()
    {
        var bus = new VirtualBus();
        void Say()
        {
            foreach (var part in Frames.Vin(VirtualBus.Vin)) bus.Send(part);
        }

        Say();
        Say();
        Assert.Equal(VirtualBus.Vin, bus.Tracker.HeardVin!.Full);
        Assert.Single(bus.Told, t => t.What == VehicleChanges.VinHeard);
        Assert.Null(bus.Tracker.State.Vin);

        bus.Tracker.BeginLink(PayloadKind.CanFrame, null, bus.Now);
        Assert.Null(bus.Tracker.HeardVin);
        Say();
        Assert.Equal(2, bus.Told.Count(t => t.What == VehicleChanges.VinHeard));
    }

    [Fact]
    public void Forgets_one_vehicle_when_it_turns_to_another()
    {
        var bus = new VirtualBus();
        bus.Tracker.Identify(Vehicles.Vin.Parse(VirtualBus.Vin));
        bus.Run(1);
        var sequence = bus.Tracker.State.Sequence;
        bus.Tracker.BeginLink(PayloadKind.CanFrame, Vehicles.Vin.Parse("W0LAB12C3D4567891"), bus.Now);
        Assert.Null(bus.Tracker.State.Odometer);
        Assert.Equal(sequence, bus.Tracker.State.Sequence);
        bus.Odometer = 12;
        bus.Run(0.1);
        Assert.Equal(12, bus.Tracker.State.Odometer);
    }
}
