using O2X.Actors.Linking;
using O2X.Links;
using O2X.TestKit;

namespace O2X.Actors.Tests.Linking;

public sealed class SubscribeRulesTests
{
    private static readonly RememberedVehicle _remembered = new(AmiBus.Vin, "ami-can", "bus");
    private static readonly TransportState _off = new(Availability.Off, "can0 is down", "ip link set can0 up");
    private static readonly TransportState _denied = new(Availability.NoPermission, "no permission for can0", "run as root");

    [Fact]
    public void D4_needs_a_VIN_for_the_first_time() =>
        Assert.Equal(SubscribeOutcome.MissingVin, Check(new() { FirstTime = true }, null).Outcome);

    [Fact]
    public void Needs_no_VIN_where_the_source_tells_it() => Assert.True(
        SubscribeRules.Check(new() { FirstTime = true }, null, hearsVin: true, TransportState.On).IsAccepted);

    [Fact]
    public void D5_needs_a_remembered_vehicle_later() =>
        Assert.Equal(SubscribeOutcome.NothingRemembered, Check(new(), null).Outcome);

    [Fact]
    public void D5_needs_a_remembered_vehicle_also_for_a_named_one() =>
        Assert.Equal(SubscribeOutcome.NothingRemembered, Check(new() { Vin = AmiBus.Vin }, null).Outcome);

    [Fact]
    public void D6_takes_the_remembered_vehicle_by_its_VIN() =>
        Assert.Equal(new(SubscribeOutcome.Accepted, AmiBus.Vin), Check(new() { Vin = AmiBus.Vin }, _remembered));

    [Fact]
    public void D6_never_takes_another_vehicle_than_the_remembered() =>
        Assert.Equal(new(SubscribeOutcome.DifferentVin, AmiBus.Vin), Check(new() { Vin = AmiBus.OtherVin }, _remembered));

    [Fact]
    public void Takes_the_remembered_vehicle_without_a_VIN() =>
        Assert.Equal(new(SubscribeOutcome.Accepted, AmiBus.Vin), Check(new(), _remembered));

    [Fact]
    public void Refuses_a_source_that_is_off_when_told_to_fail() => Assert.Equal(
        new(SubscribeOutcome.SourceUnavailable, AmiBus.Vin, _off),
        SubscribeRules.Check(new() { WhenUnavailable = WhenUnavailable.Fail }, _remembered, false, _off));

    [Fact]
    public void Refuses_for_want_of_a_permission_when_told_to_fail() => Assert.Equal(
        new(SubscribeOutcome.PermissionMissing, AmiBus.Vin, _denied),
        SubscribeRules.Check(new() { WhenUnavailable = WhenUnavailable.Fail }, _remembered, false, _denied));

    [Fact]
    public void Waits_for_a_source_that_is_off_otherwise() =>
        Assert.True(SubscribeRules.Check(new(), _remembered, false, _off).IsAccepted);

    [Theory]
    [InlineData("a", SubscribeOutcome.AlreadySubscribed)]
    [InlineData("b", SubscribeOutcome.SubscribedByOther)]
    public void D3_tells_the_owner_apart_from_others(string owner, SubscribeOutcome outcome) =>
        Assert.Equal(outcome, SubscribeRules.WhileSubscribed(new() { Owner = owner }, "a").Outcome);

    private static SubscribeReply Check(SubscribeRequest request, RememberedVehicle? remembered) =>
        SubscribeRules.Check(request, remembered, hearsVin: false, TransportState.On);
}
