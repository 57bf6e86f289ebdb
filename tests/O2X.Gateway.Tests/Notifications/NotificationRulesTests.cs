using O2X.Gateway.Notifications;
using O2X.Vehicles;

namespace O2X.Gateway.Tests.Notifications;

public class NotificationRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly NotificationOptions _options = new();
    private NotificationMemory _memory = new();
    private DateTimeOffset _now = Start;

    [Fact]
    public void Tell_a_low_charge_once()
    {
        Assert.Empty(See(charge: 20));
        Assert.Equal([NotificationKind.LowCharge], See(charge: 19));
        foreach (var charge in new int?[] { 19, 18, null, 5, 20, 24, 19 }) Assert.Empty(See(charge: charge));
    }

    [Fact]
    public void Tell_a_low_charge_again_after_it_has_risen()
    {
        See(charge: 10);
        Assert.Empty(See(charge: 25));

        Assert.Equal([NotificationKind.LowCharge], See(charge: 19));
    }

    [Fact]
    public void Tell_no_low_charge_when_that_is_switched_off()
    {
        _options.LowChargePercent = 0;

        Assert.Empty(See(charge: 0));
    }

    [Fact]
    public void Tell_that_charging_has_ended_when_it_has_paused_for_a_minute()
    {
        See(VehicleStatus.Charging, 99);
        Assert.Empty(See(VehicleStatus.Parked, 99));
        Assert.Empty(See(VehicleStatus.Parked, 99, after: 59));
        Assert.Equal([NotificationKind.ChargeEnded], See(VehicleStatus.Parked, 99, after: 1));
        Assert.Empty(See(VehicleStatus.Parked, 99, after: 600));
    }

    [Fact]
    public void Tell_nothing_of_a_pause_of_the_charger()
    {
        See(VehicleStatus.Charging, 60);
        See(VehicleStatus.Parked, 60, after: 50);
        Assert.Empty(See(VehicleStatus.Charging, 60, after: 50));
        Assert.Empty(See(VehicleStatus.Parked, 60, after: 50));
    }

    [Fact]
    public void Tell_that_charging_has_ended_at_once_when_it_is_driven()
    {
        See(VehicleStatus.Charging, 60);

        Assert.Equal([NotificationKind.ChargeEnded], See(VehicleStatus.Driving, 60));
    }

    [Theory]
    [InlineData(true, false, 60, nameof(NotificationKind.ChargeFailed))]
    [InlineData(false, true, 60, nameof(NotificationKind.ChargeFailed))]
    [InlineData(null, true, 60, nameof(NotificationKind.ChargeFailed))]
    [InlineData(true, true, 98, nameof(NotificationKind.ChargeEnded))]
    [InlineData(false, false, 60, nameof(NotificationKind.ChargeEnded))]
    [InlineData(null, false, 60, nameof(NotificationKind.ChargeEnded))]
    public void Tell_a_charge_that_failed_from_one_that_ended(bool? asks, bool hasAlert, int charge, string told)
    {
        See(VehicleStatus.Charging, charge);
        See(VehicleStatus.Parked, charge, asks, hasAlert);

        Assert.Equal([told], See(VehicleStatus.Parked, charge, asks, hasAlert, after: 60).Select(kind => kind.ToString()));
    }

    [Fact]
    public void Say_nothing_of_the_charge_of_a_vehicle_that_is_not_heard()
    {
        See(VehicleStatus.Charging, 60);
        Assert.Empty(See(VehicleStatus.Unknown, null, after: 3600));
        Assert.Empty(See(VehicleStatus.Charging, 80, after: 1));
        See(VehicleStatus.Unknown, null, after: 3600);
        See(VehicleStatus.Parked, 100, after: 1);

        Assert.Equal([NotificationKind.ChargeEnded], See(VehicleStatus.Parked, 100, after: 60));
    }

    [Fact]
    public void Tell_that_it_cannot_charge_once_until_it_has_charged_or_been_driven()
    {
        Assert.Equal([NotificationKind.CantCharge], See(cantCharge: true));
        Assert.Empty(See(cantCharge: true));
        See(VehicleStatus.Driving, 60);

        Assert.Equal([NotificationKind.CantCharge], See(cantCharge: true));
    }

    [Fact]
    public void Tell_once_that_it_is_unseen_until_it_was_heard()
    {
        Assert.Empty(See(VehicleStatus.Unknown, null, unseenHours: 23.99));
        Assert.Equal([NotificationKind.Unseen], See(VehicleStatus.Unknown, null, unseenHours: 24));
        Assert.Empty(See(VehicleStatus.Unknown, null, unseenHours: 100));
        Assert.Empty(See(unseenHours: 0));
        Assert.Equal([NotificationKind.Unseen], See(VehicleStatus.Unknown, null, unseenHours: 24));
    }

    [Fact]
    public void Tell_nothing_unseen_that_nobody_listens_for()
    {
        Assert.Empty(See(VehicleStatus.Unknown, null));
        _options.UnseenHours = 0;
        Assert.Empty(See(VehicleStatus.Unknown, null, unseenHours: 10_000));
    }

    [Fact]
    public void Tell_nothing_of_what_is_switched_off()
    {
        _options.ChargeEnd = false;
        _options.CantCharge = false;
        See(VehicleStatus.Charging, 60);

        Assert.Empty(See(VehicleStatus.Driving, 60, cantCharge: true));
    }

    private IReadOnlyList<NotificationKind> See(
        VehicleStatus status = VehicleStatus.Parked, int? charge = 60, bool? asks = null, bool hasAlert = false, bool cantCharge = false, double? unseenHours = null, int after = 1)
    {
        _now += TimeSpan.FromSeconds(after);
        (_memory, var told) = NotificationRules.Decide(
            _memory, new Observation(_now, status, charge, asks, hasAlert, cantCharge, unseenHours is { } hours ? TimeSpan.FromHours(hours) : null), _options);
        return told;
    }
}
