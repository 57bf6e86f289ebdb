using O2X.Vehicles.Tracking;
using static O2X.Vehicles.VehicleStatus;

namespace O2X.Vehicles.Tests.Tracking;

public class DerivationTests
{
    private static VehicleSnapshot Car(Selector selector, bool ready, int kmh, bool brake, double amperes)
    {
        var state = new VehicleSnapshot
        {
            SelectorValue = selector,
            Kmh = (byte)kmh,
            ParkBrakeValue = brake ? ParkBrakeStatus.Activated : ParkBrakeStatus.NotActivated,
            Deciamperes = (short)(amperes * 10),
        };
        state.Set(SnapshotFlags.Ready, ready);
        foreach (var signal in new[] { Signal.Selector, Signal.Ready, Signal.Speed, Signal.ParkBrake, Signal.PackCurrent })
            state.Heard(signal, 0);
        return state;
    }

    private static ChargingTracker Charging(bool on)
    {
        var charging = default(ChargingTracker);
        charging.Update(on, 0);
        charging.Update(on, ChargingTracker.OnAfter);
        return charging;
    }

    [Theory]
    [InlineData(Selector.Neutral, false, 0, true, Parked)]
    [InlineData(Selector.Neutral, true, 0, true, Parked)]
    [InlineData(Selector.Drive, false, 0, true, Parked)]
    [InlineData(Selector.Unknown, true, 0, true, Parked)]
    [InlineData(Selector.Neutral, false, 0, false, Parked)]
    [InlineData(Selector.Drive, true, 0, true, Driving)]
    [InlineData(Selector.Reverse, true, 0, false, Driving)]
    [InlineData(Selector.Neutral, false, 1, false, Driving)]
    public void Derives_the_status_of_a_vehicle_that_does_not_charge(
        Selector selector, bool ready, int kmh, bool brake, VehicleStatus status) =>
        Assert.Equal(status, Derivation.Status(Car(selector, ready, kmh, brake, -0.6), Charging(false)));

    [Fact]
    public void Derives_charging_from_its_tracker() =>
        Assert.Equal(VehicleStatus.Charging, Derivation.Status(Car(Selector.Neutral, false, 0, true, 20), Charging(true)));

    [Theory]
    [InlineData(Signal.Selector)]
    [InlineData(Signal.Ready)]
    [InlineData(Signal.Speed)]
    [InlineData(Signal.ParkBrake)]
    [InlineData(Signal.PackCurrent)]
    public void Derives_no_status_when_what_it_follows_from_is_stale(Signal signal)
    {
        var state = Car(Selector.Neutral, false, 0, true, 20);
        state.Live &= ~VehicleSnapshot.Bit(signal);
        Assert.Equal(Unknown, Derivation.Status(state, Charging(true)));
        Assert.Equal(Unknown, Derivation.Status(state, Charging(false)));
    }

    [Fact]
    public void Needs_no_current_where_nothing_can_charge()
    {
        var released = Car(Selector.Neutral, false, 0, false, 0);
        released.Live &= ~VehicleSnapshot.Bit(Signal.PackCurrent);
        Assert.Equal(Parked, Derivation.Status(released, Charging(false)));
        var moving = Car(Selector.Drive, true, 30, false, 0);
        moving.Live &= ~VehicleSnapshot.Bit(Signal.PackCurrent);
        Assert.Equal(Driving, Derivation.Status(moving, Charging(false)));
    }

    [Fact]
    public void Waits_with_the_first_status_until_it_is_clear_whether_the_vehicle_charges()
    {
        var turning = default(ChargingTracker);
        turning.Update(true, 0);
        var state = Car(Selector.Neutral, false, 0, true, 20);
        Assert.Equal(Unknown, Derivation.Status(state, turning));
        state.StatusValue = Parked;
        Assert.Equal(Parked, Derivation.Status(state, turning));
    }

    [Fact]
    public void Prefers_the_status_that_the_source_reports()
    {
        var state = Car(Selector.Drive, true, 30, false, 0);
        state.ReportedStatus = Parked;
        state.Heard(Signal.Status, 0);
        Assert.Equal(Parked, Derivation.Status(state, Charging(false)));
        state.Live &= ~VehicleSnapshot.Bit(Signal.Status);
        Assert.Equal(Unknown, Derivation.Status(state, Charging(false)));
        state.Lose(Signal.Status);
        Assert.Equal(Driving, Derivation.Status(state, Charging(false)));
    }

    [Theory]
    [InlineData(20, 0, true, true)]
    [InlineData(0.1, 0, true, true)]
    [InlineData(0, 0, true, false)]
    [InlineData(-5, 0, true, false)]
    [InlineData(20, 1, true, false)]
    [InlineData(20, 0, false, false)]
    public void Takes_current_for_a_charge_only_while_the_vehicle_stands_braked(double amperes, int kmh, bool brake, bool flows) =>
        Assert.Equal(flows, Derivation.ChargeFlows(Car(Selector.Neutral, false, kmh, brake, amperes)));

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(false, false, false)]
    [InlineData(null, true, false)]
    [InlineData(null, false, null)]
    [InlineData(false, null, false)]
    [InlineData(true, null, null)]
    [InlineData(null, null, null)]
    public void Takes_a_charge_for_hindered_when_it_is_asked_for_with_the_brake_off(bool? asked, bool? brake, bool? hindered)
    {
        var state = default(VehicleSnapshot);
        if (asked is { } request)
        {
            state.Set(SnapshotFlags.ChargeRequested, request);
            state.Heard(Signal.ChargeRequested, 0);
        }

        if (brake is { } on)
        {
            state.ParkBrakeValue = on ? ParkBrakeStatus.Activated : ParkBrakeStatus.NotActivated;
            state.Heard(Signal.ParkBrake, 0);
        }

        Assert.Equal(hindered, Derivation.ChargeIsHindered(state));
    }
}
