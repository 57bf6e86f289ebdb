using O2X.Gateway.Mqtt;
using O2X.Vehicles;

namespace O2X.Gateway.Tests.Mqtt;

public class EvccStatusTests
{
    public static TheoryData<VehicleStatus, bool?, bool?, string?> Rules
    {
        get
        {
            var rules = new TheoryData<VehicleStatus, bool?, bool?, string?>();
            foreach (var status in new[] { VehicleStatus.Unknown, VehicleStatus.Parked })
            {
                rules.Add(status, null, null, null);
                rules.Add(status, null, false, null);
                rules.Add(status, null, true, "B");
                rules.Add(status, false, null, "A");
                rules.Add(status, false, false, "A");
                rules.Add(status, false, true, "A");
                rules.Add(status, true, null, "B");
                rules.Add(status, true, false, "B");
                rules.Add(status, true, true, "B");
            }

            foreach (var asks in new bool?[] { null, false, true })
            {
                rules.Add(VehicleStatus.Driving, null, asks, "A");
                rules.Add(VehicleStatus.Driving, false, asks, "A");
                rules.Add(VehicleStatus.Driving, true, asks, "B");
                foreach (var plugged in new bool?[] { null, false, true }) rules.Add(VehicleStatus.Charging, plugged, asks, "C");
            }

            return rules;
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Tells_only_what_is_known(VehicleStatus status, bool? isPlugged, bool? asksForCharge, string? letter) =>
        Assert.Equal(letter, EvccStatus.Of(status, isPlugged, asksForCharge));

    [Fact]
    public void Knows_nothing_of_a_vehicle_that_was_not_heard() => Assert.Null(EvccStatus.Of((VehicleSnapshot?)null));
}
