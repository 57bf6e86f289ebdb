using O2X.Vehicles.Tracking;
using static O2X.Vehicles.VehicleStatus;

namespace O2X.Vehicles.Tests.Tracking;

public class StatusTrackerTests
{
    private static readonly long Hold = Seconds.Ticks(3);
    private StatusTracker _status;

    private bool Tells(VehicleStatus derived, double seconds, bool heard = true) =>
        _status.Update(derived, heard, Seconds.Ticks(seconds), Hold);

    [Fact]
    public void Tells_the_first_status_at_once()
    {
        Assert.False(Tells(Unknown, 0));
        Assert.True(Tells(Parked, 1));
        Assert.False(Tells(Parked, 2));
    }

    // D14
    [Fact]
    public void Tells_a_change_when_it_has_held()
    {
        Tells(Parked, 0);
        Assert.False(Tells(Driving, 10));
        Assert.Equal(Parked, _status.Current);
        Assert.Equal(13, Seconds.Of(_status.Due(Hold)));
        Assert.True(Tells(Driving, 13, heard: false));
        Assert.Equal(Driving, _status.Current);
        Assert.Equal(long.MaxValue, _status.Due(Hold));
    }

    [Fact]
    public void Passes_over_a_change_that_does_not_hold()
    {
        Tells(Parked, 0);
        Tells(Driving, 10);
        Assert.False(Tells(Parked, 12.9));
        Assert.Equal(long.MaxValue, _status.Due(Hold));
        Assert.False(Tells(Driving, 13));
        Assert.Equal(16, Seconds.Of(_status.Due(Hold)));
    }

    [Fact]
    public void Measures_each_change_for_itself()
    {
        Tells(Parked, 0);
        Tells(Driving, 10);
        Tells(Charging, 12);
        Assert.Equal(15, Seconds.Of(_status.Due(Hold)));
        Assert.False(Tells(Charging, 13));
        Assert.True(Tells(Charging, 15));
    }

    // D33
    [Fact]
    public void Loses_the_status_at_once_but_tells_it_only_when_the_link_talks_on()
    {
        Tells(Parked, 0);
        Assert.False(Tells(Unknown, 5, heard: false));
        Assert.Equal(Unknown, _status.Current);
        Assert.False(_status.IsTold);
        Assert.True(Tells(Unknown, 5.1));
        Assert.True(_status.IsTold);
        Assert.True(Tells(Driving, 6));
    }

    [Fact]
    public void Does_not_repeat_a_status_that_was_lost_to_silence_and_came_back()
    {
        Tells(Parked, 0);
        Tells(Unknown, 5, heard: false);
        Assert.False(Tells(Parked, 6));
        Assert.Equal(Parked, _status.Current);
    }
}
