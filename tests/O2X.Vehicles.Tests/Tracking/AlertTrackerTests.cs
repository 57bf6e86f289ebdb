using O2X.Vehicles.Tracking;

namespace O2X.Vehicles.Tests.Tracking;

// D16
public class AlertTrackerTests
{
    private const Alerts All = (Alerts)0xFF;
    private AlertTracker _alerts;

    [Fact]
    public void Has_no_previous_alerts_before_the_first_change()
    {
        Assert.False(_alerts.Update(AlertSet.Unknown));
        Assert.True(_alerts.Update(new AlertSet(Alerts.Stop, All)));
        Assert.Equal(AlertSet.Unknown, _alerts.Previous);
    }

    [Fact]
    public void Remembers_the_last_set_that_differed()
    {
        _alerts.Update(new AlertSet(Alerts.Stop, All));
        _alerts.Update(new AlertSet(Alerts.Stop | Alerts.TurtleMode, All));
        Assert.False(_alerts.Update(new AlertSet(Alerts.Stop | Alerts.TurtleMode, All)));
        Assert.Equal(new AlertSet(Alerts.Stop, All), _alerts.Previous);
        Assert.Equal(new AlertSet(Alerts.Stop | Alerts.TurtleMode, All), _alerts.Current);
        _alerts.Update(new AlertSet(Alerts.None, All));
        Assert.Equal(new AlertSet(Alerts.Stop | Alerts.TurtleMode, All), _alerts.Previous);
    }

    [Fact]
    public void Takes_knowing_more_for_a_change_but_for_no_other_set()
    {
        _alerts.Update(new AlertSet(Alerts.Stop, Alerts.Stop));
        Assert.True(_alerts.Update(new AlertSet(Alerts.Stop, All)));
        Assert.Equal(AlertSet.Unknown, _alerts.Previous);
    }
}
