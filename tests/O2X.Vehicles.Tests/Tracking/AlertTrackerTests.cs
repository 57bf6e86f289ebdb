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

    [Fact]
    public void Goes_on_from_before_a_restart_with_the_same_alerts()
    {
        _alerts.Recall(new AlertSet(Alerts.Stop, All), new AlertSet(Alerts.Service, All));
        Assert.True(_alerts.Update(new AlertSet(Alerts.Stop, All)));
        Assert.Equal(new AlertSet(Alerts.Service, All), _alerts.Previous);
    }

    [Fact]
    public void Takes_what_was_current_before_a_restart_for_the_previous_when_it_has_changed()
    {
        _alerts.Recall(new AlertSet(Alerts.Stop, All), new AlertSet(Alerts.Service, All));
        _alerts.Update(new AlertSet(Alerts.None, All));
        Assert.Equal(new AlertSet(Alerts.Stop, All), _alerts.Previous);
        _alerts.Update(new AlertSet(Alerts.TurtleMode, All));
        Assert.Equal(new AlertSet(Alerts.None, All), _alerts.Previous);
    }

    [Theory]
    [InlineData(Alerts.Stop, Alerts.Stop)]
    [InlineData(Alerts.None, Alerts.Service)]
    public void Shows_what_differed_from_nothing_while_nothing_is_heard_after_a_restart(Alerts current, Alerts expected)
    {
        _alerts.Recall(new AlertSet(current, All), new AlertSet(Alerts.Service, All));
        Assert.False(_alerts.Update(AlertSet.Unknown));
        Assert.Equal((AlertSet.Unknown, expected), (_alerts.Current, _alerts.Previous.Active));
    }

    [Theory]
    [InlineData(Alerts.Stop, Alerts.Service)]
    [InlineData(Alerts.TurtleMode, Alerts.Stop)]
    public void Is_told_late_what_was_before_a_restart(Alerts heard, Alerts expected)
    {
        _alerts.Update(new AlertSet(heard, All));
        _alerts.Recall(new AlertSet(Alerts.Stop, All), new AlertSet(Alerts.Service, All));
        Assert.Equal((heard, expected), (_alerts.Current.Active, _alerts.Previous.Active));
    }

    [Fact]
    public void Stays_with_a_change_that_it_heard_itself()
    {
        _alerts.Update(new AlertSet(Alerts.Stop, All));
        _alerts.Update(new AlertSet(Alerts.None, All));
        _alerts.Recall(new AlertSet(Alerts.TurtleMode, All), new AlertSet(Alerts.Service, All));
        Assert.Equal(new AlertSet(Alerts.Stop, All), _alerts.Previous);
    }
}
