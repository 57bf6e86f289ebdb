using O2X.Simulator.Cars;
using O2X.TestKit.Links;
using O2X.Vehicles;
using O2X.Vehicles.Decoding;
using O2X.Vehicles.Tracking;

namespace O2X.Simulator.Tests;

/// <summary>What a virtual car does is what a tracker makes of its dongle's packets.</summary>
public class TrackedWorldTests : WorldTest
{
    [Fact]
    public async Task Demonstration_is_followed_from_beginning_to_end()
    {
        var sink = new RecordingLinkSink();
        World.Car.Follow(Journey.Demonstration);
        await OpenAsync(sink, SimulatedWorld.DefaultVin);
        Pass(210);

        var tracker = new VehicleTracker();
        tracker.BeginLink(PayloadKind.OpenLink, SimulatedWorld.DefaultVin, 0);
        var statuses = new List<VehicleStatus>();
        var hindered = 0;
        foreach (var (packet, at) in sink.Packets)
        {
            var changes = tracker.Advance(at - 1) | tracker.Accept(packet, at);
            if (changes.HasFlag(VehicleChanges.Status)) statuses.Add(tracker.State.Status);
            if (changes.HasFlag(VehicleChanges.CantCharge)) hindered++;
        }

        Assert.Equal([VehicleStatus.Parked, VehicleStatus.Driving, VehicleStatus.Parked, VehicleStatus.Charging, VehicleStatus.Parked], statuses);
        Assert.Equal(1, hindered);
        Assert.Equal(0, tracker.Counters.Invalid);
        Assert.Equal(Alerts.ParkingBrake, tracker.State.PreviousAlerts.Active);
        Assert.Equal((int)World.Car.State.StateOfCharge, tracker.State.StateOfCharge);
    }
}
