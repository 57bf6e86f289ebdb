using O2X.Vehicles.Tracking;

namespace O2X.Vehicles.Tests.Tracking;

// D19
public class CantChargeTrackerTests
{
    private static readonly long Hold = Seconds.Ticks(1);
    private CantChargeTracker _tracker;

    private bool Tells(bool? hindered, double seconds) => _tracker.Update(hindered, Seconds.Ticks(seconds), Hold);

    [Fact]
    public void Tells_once_when_it_has_held()
    {
        Assert.False(Tells(true, 0));
        Assert.Equal(1, Seconds.Of(_tracker.Due(Hold)));
        Assert.True(Tells(true, 1));
        Assert.False(Tells(true, 2));
        Assert.False(Tells(true, 10));
        Assert.Equal(long.MaxValue, _tracker.Due(Hold));
    }

    [Fact]
    public void Tells_again_after_it_was_over()
    {
        Tells(true, 0);
        Tells(true, 1);
        Tells(false, 2);
        Assert.False(Tells(true, 3));
        Assert.True(Tells(true, 4));
    }

    [Fact]
    public void Passes_over_what_does_not_hold()
    {
        Tells(true, 0);
        Tells(false, 0.9);
        Assert.False(Tells(true, 1));
        Assert.False(Tells(true, 1.9));
    }

    [Fact]
    public void Is_not_armed_again_by_not_knowing()
    {
        Tells(true, 0);
        Tells(true, 1);
        Tells(null, 2);
        _tracker.EndLink();
        Tells(true, 3);
        Assert.False(Tells(true, 10));
    }

    [Fact]
    public void Measures_anew_after_not_knowing()
    {
        Tells(true, 0);
        Tells(null, 0.5);
        Assert.False(Tells(true, 1));
        Assert.True(Tells(true, 2));
    }

    [Fact]
    public void Measures_anew_on_a_new_link()
    {
        Tells(true, 0);
        _tracker.EndLink();
        Assert.False(Tells(true, 1));
        Assert.True(Tells(true, 2));
    }
}
