using O2X.Vehicles.Decoding;
using O2X.Vehicles.Tracking;
using static O2X.Vehicles.VehicleStatus;

namespace O2X.Vehicles.Tests.Tracking;

public class VehicleTrackerTests
{
    private static TrackerOptions ChangeStatus(double seconds) => new() { ChangeStatus = TimeSpan.FromSeconds(seconds) };

    [Fact]
    public void Knows_nothing_at_first()
    {
        var tracker = new VehicleTracker();
        Assert.Equal(Unknown, tracker.State.Status);
        Assert.Equal(0, tracker.State.Sequence);
        Assert.Equal(long.MaxValue, tracker.NextDeadline);
        Assert.Null(tracker.HeardVin);
    }

    [Fact]
    public void Numbers_and_stamps_each_refresh()
    {
        var bus = new VirtualBus();
        bus.Tracker.SetUtcOffset(Seconds.Ticks(1_000_000));
        bus.Silence(1);
        Assert.Equal(VehicleChanges.Refreshed, bus.Send(Frames.Battery(1)));
        bus.Silence(1);
        Assert.Equal(VehicleChanges.Refreshed, bus.Send(Frames.Battery(1)));
        bus.Silence(1);
        Assert.Equal(VehicleChanges.None, bus.Send(Frames.Of("1B0#00")));

        Assert.Equal(2, bus.Tracker.State.Sequence);
        Assert.Equal(2, Seconds.Of(bus.Tracker.State.Timestamp));
        Assert.Equal(Seconds.Ticks(1_000_002), bus.Tracker.State.ReceivedAt.UtcTicks);
    }

    // D35
    [Fact]
    public void Lets_only_the_wall_time_step_when_the_wall_clock_is_set()
    {
        var bus = new VirtualBus();
        bus.Send(Frames.Battery(1));
        bus.Tracker.SetUtcOffset(Seconds.Ticks(5000));
        Assert.Equal(0, bus.Tracker.State.ReceivedAt.UtcTicks);
        bus.Send(Frames.Battery(1));
        Assert.Equal(Seconds.Ticks(5000), bus.Tracker.State.ReceivedAt.UtcTicks);
        Assert.Equal(5, Seconds.Of(bus.Tracker.NextDeadline));
    }

    [Fact]
    public void Marks_what_it_hears_while_the_wall_clock_is_not_synchronised()
    {
        var bus = new VirtualBus();
        bus.Tracker.SetUtcOffset(Seconds.Ticks(5000), isSynchronised: false);
        Assert.False(bus.Tracker.State.IsReceivedAtUnsynchronised);
        bus.Send(Frames.Battery(1));
        Assert.True(bus.Tracker.State.IsReceivedAtUnsynchronised);
        Assert.True(bus.Tracker.State.ToInformation().ReceivedAtUnsynchronised);

        bus.Tracker.SetUtcOffset(Seconds.Ticks(9000));
        bus.Send(Frames.Of("1B0#00"));
        Assert.True(bus.Tracker.State.IsReceivedAtUnsynchronised);
        bus.Send(Frames.Battery(1));
        Assert.False(bus.Tracker.State.IsReceivedAtUnsynchronised);
        Assert.False(bus.Tracker.State.ToInformation().ReceivedAtUnsynchronised);
    }

    [Fact]
    public void Tells_no_status_before_everything_it_follows_from_was_heard()
    {
        var bus = new VirtualBus();
        bus.Send(Frames.Display(Selector.Neutral, ready: false, brake: true));
        bus.Send(Frames.Motion(8626.9, 0));
        Assert.Empty(bus.Statuses);
        bus.Send(Frames.Battery(-0.6));
        Assert.Equal([(0, Parked)], bus.Statuses);
    }

    [Fact]
    public void Tells_charging_after_two_seconds_and_its_end_after_one()
    {
        var bus = new VirtualBus();
        bus.Run(1);
        bus.Amperes = 30;
        bus.Run(5);
        bus.Amperes = 0;
        bus.Run(5);
        Assert.Equal([(0, Parked), (3, Charging), (7, Parked)], bus.Statuses);
    }

    [Fact]
    public void Begins_with_charging_when_it_comes_to_a_vehicle_that_charges()
    {
        var bus = new VirtualBus { Amperes = 30, SecondsToFull = 7200 };
        bus.Run(5);
        Assert.Equal([(2, Charging)], bus.Statuses);
    }

    [Fact]
    public void Does_not_take_regeneration_for_charging()
    {
        var bus = new VirtualBus { Selector = Selector.Drive, Ready = true, Brake = false, Kmh = 40, Amperes = 80 };
        bus.Run(10);
        Assert.Equal([(0, Driving)], bus.Statuses);
    }

    // D14
    [Fact]
    public void Tells_a_change_of_status_once_it_has_held()
    {
        var bus = new VirtualBus(ChangeStatus(2));
        bus.Run(1);
        bus.Kmh = 5;
        bus.Run(1.9);
        Assert.Equal(Parked, bus.Status);
        bus.Kmh = 0;
        bus.Run(1);
        bus.Kmh = 5;
        bus.Run(3);
        Assert.Equal(Driving, bus.Status);
        Assert.Equal([(0, Parked), (5.9, Driving)], bus.Statuses);
    }

    [Fact]
    public void Takes_new_times_for_what_is_pending_too()
    {
        var bus = new VirtualBus(ChangeStatus(60));
        bus.Run(1);
        bus.Kmh = 5;
        bus.Run(3);
        Assert.Equal(Parked, bus.Status);
        bus.Tracker.Options = ChangeStatus(1);
        Assert.InRange(bus.Tracker.NextDeadline, 0, bus.Now);
        bus.Silence(0);
        Assert.Equal((4, Driving), bus.Statuses[^1]);
    }

    [Fact]
    public void Survives_times_out_of_any_range()
    {
        var bus = new VirtualBus(new TrackerOptions { ChangeStatus = TimeSpan.MaxValue, StaleAfter = TimeSpan.MinValue });
        bus.Run(1);
        bus.Kmh = 5;
        bus.Run(1);
        bus.Silence(6);
        Assert.Equal(Quality.Stale, bus.Tracker.State.QualityOf(Signal.Speed));
        bus.Tracker.Options = new TrackerOptions { ChangeStatus = TimeSpan.MinValue, StaleAfter = TimeSpan.MaxValue };
        bus.Run(1);
        Assert.Equal(Driving, bus.Status);
    }

    // D19
    [Fact]
    public void Tells_that_it_cannot_charge_once_for_each_time()
    {
        var bus = new VirtualBus();
        bus.Run(1);
        bus.Brake = false;
        bus.SecondsToFull = 7200;
        bus.Run(5);
        bus.Brake = true;
        bus.Run(5);
        bus.Brake = false;
        bus.Run(5);
        Assert.Equal(
            [(2, VehicleChanges.CantCharge), (12, VehicleChanges.CantCharge)],
            bus.Told.Where(t => t.What.HasFlag(VehicleChanges.CantCharge)));
    }

    [Fact]
    public void Keeps_to_the_change_time_for_cant_charge_when_it_is_longer_than_a_second()
    {
        var bus = new VirtualBus(ChangeStatus(4)) { Brake = false, SecondsToFull = 7200 };
        bus.Run(10);
        Assert.Equal(4, Assert.Single(bus.Told, t => t.What.HasFlag(VehicleChanges.CantCharge)).At);
    }

    // D21
    [Fact]
    public void Says_what_is_invalid_and_counts_everything_by_kind()
    {
        var bus = new VirtualBus();
        Assert.Equal(VehicleChanges.Refreshed, bus.Send(Frames.Battery(1)));
        Assert.Equal(VehicleChanges.Invalid | VehicleChanges.Refreshed, bus.Send(Frames.Battery(1, volts: 0)));
        Assert.Equal(VehicleChanges.Invalid, bus.Send(Frames.Of("580#FAFF")));
        Assert.Equal(VehicleChanges.None, bus.Send(Frames.Of("580#R")));
        Assert.Equal(VehicleChanges.None, bus.Send(Frames.Of("1B0#00")));
        Assert.Equal(VehicleChanges.None, bus.Send(Frames.Of("20000088#0000000000000000")));
        Assert.Equal(VehicleChanges.None, bus.Send(Frames.Of("00000580#FAFFCA13002D0000")));
        bus.Send(Frames.Charger(null));
        bus.Tracker.PacketsLost(7);
        Assert.Equal(new DecodeCounters(8, 1, 1, 1, 1, 1, 1, 7), bus.Tracker.Counters);
        Assert.Equal(2, bus.Tracker.Counters.Invalid);
    }

    [Fact]
    public void Goes_on_from_nothing_after_a_reset()
    {
        var bus = new VirtualBus();
        bus.Run(1);
        bus.Tracker.Reset();
        Assert.Null(bus.Tracker.State.StateOfCharge);
        Assert.Equal(default, bus.Tracker.Counters);
        Assert.Equal(long.MaxValue, bus.Tracker.NextDeadline);
        bus.Run(1);
        Assert.Equal([(0, Parked), (1, Parked)], bus.Statuses);
    }

    [Fact]
    public void Allocates_nothing_once_it_runs()
    {
        var bus = new VirtualBus();
        byte[][] frames = [Frames.Battery(30), Frames.Motion(8626.9, 0), Frames.Display(Selector.Neutral, false, true), .. Frames.Vin(VirtualBus.Vin)];
        void Play()
        {
            for (var i = 0; i < 1000; i++)
            {
                foreach (var frame in frames) bus.Tracker.Accept(frame, bus.Now + i * Seconds.Ticks(0.1));
            }
        }

        Play();
        bus.Silence(200);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Play();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
