using O2X.Vehicles.Tracking;

namespace O2X.Vehicles.Tests.Tracking;

public class ChargingTrackerTests
{
    private ChargingTracker _charging;

    private bool IsOnAfter(bool flows, double seconds)
    {
        _charging.Update(flows, Seconds.Ticks(seconds));
        return _charging.IsOn;
    }

    [Fact]
    public void Turns_on_after_two_seconds_and_off_after_one()
    {
        Assert.False(IsOnAfter(true, 0));
        Assert.Equal(2, Seconds.Of(_charging.Due));
        Assert.False(IsOnAfter(true, 1.9999));
        Assert.True(IsOnAfter(true, 2));
        Assert.Equal(long.MaxValue, _charging.Due);

        Assert.True(IsOnAfter(false, 10));
        Assert.Equal(11, Seconds.Of(_charging.Due));
        Assert.True(IsOnAfter(false, 10.9999));
        Assert.False(IsOnAfter(false, 11));
    }

    [Fact]
    public void Passes_over_a_short_flow()
    {
        IsOnAfter(true, 0);
        IsOnAfter(false, 1.9);
        Assert.False(IsOnAfter(true, 2));
        Assert.False(IsOnAfter(true, 3.9));
        Assert.True(IsOnAfter(true, 4));
    }

    [Fact]
    public void Passes_over_a_short_pause()
    {
        IsOnAfter(true, 0);
        IsOnAfter(true, 2);
        IsOnAfter(false, 3);
        IsOnAfter(true, 3.9);
        Assert.True(IsOnAfter(false, 4));
        Assert.True(IsOnAfter(false, 4.9));
    }
}
