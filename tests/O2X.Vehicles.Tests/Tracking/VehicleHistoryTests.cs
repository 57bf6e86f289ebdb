using O2X.Vehicles.Tracking;

namespace O2X.Vehicles.Tests.Tracking;

public class VehicleHistoryTests
{
    private const Alerts All = (Alerts)0xFF;
    private static readonly DateTimeOffset _start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private readonly VehicleHistory _empty = new(Vin.Parse("VR1AB12C3D4567890"));

    [Fact]
    public void Notes_when_the_alerts_changed()
    {
        var history = _empty
            .WithAlerts(new AlertSet(Alerts.Stop, All), AlertSet.Unknown, _start)
            .WithAlerts(new AlertSet(Alerts.None, All), new AlertSet(Alerts.Stop, All), _start.AddSeconds(1));

        Assert.Equal((Alerts.None, Alerts.Stop), (history.CurrentAlerts.Active, history.PreviousAlerts.Active));
        Assert.Equal([new(_start, Alerts.Stop), new(_start.AddSeconds(1), Alerts.None)], history.AlertChanges);
    }

    [Fact]
    public void Takes_knowing_more_for_no_change()
    {
        var history = _empty.WithAlerts(new AlertSet(Alerts.None, All), AlertSet.Unknown, _start);

        Assert.Equal(All, history.CurrentAlerts.Known);
        Assert.Empty(history.AlertChanges);
    }

    [Fact]
    public void Is_the_same_while_nothing_is_new()
    {
        var history = _empty.WithAlerts(new AlertSet(Alerts.Stop, All), AlertSet.Unknown, _start);

        Assert.Same(history, history.WithAlerts(new AlertSet(Alerts.Stop, All), AlertSet.Unknown, _start.AddDays(1)));
    }

    [Fact]
    public void Keeps_the_newest_changes_only()
    {
        var history = _empty;
        for (var i = 0; i < 100; i++)
            history = history.WithAlerts(new AlertSet(i % 2 == 0 ? Alerts.Stop : Alerts.None, All), AlertSet.Unknown, _start.AddSeconds(i));

        Assert.Equal(VehicleHistory.MostChanges, history.AlertChanges.Count);
        Assert.Equal((_start.AddSeconds(68), _start.AddSeconds(99)), (history.AlertChanges[0].At, history.AlertChanges[^1].At));
    }

    [Fact]
    public void Equals_one_with_the_same_content()
    {
        var first = _empty.WithAlerts(new AlertSet(Alerts.Stop, All), AlertSet.Unknown, _start);
        var second = _empty.WithAlerts(new AlertSet(Alerts.Stop, All), AlertSet.Unknown, _start);

        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.NotEqual(first, _empty.WithAlerts(new AlertSet(Alerts.Stop, All), AlertSet.Unknown, _start.AddSeconds(1)));
    }
}
