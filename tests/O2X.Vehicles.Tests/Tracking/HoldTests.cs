using O2X.Vehicles.Tracking;

namespace O2X.Vehicles.Tests.Tracking;

public class HoldTests
{
    private Hold _hold;

    [Fact]
    public void Holds_at_once_when_no_time_is_asked_for()
    {
        Assert.True(_hold.HasHeld(true, 5, 0));
        Assert.Equal(long.MaxValue, _hold.Due(0));
    }

    [Fact]
    public void Holds_at_exactly_its_time()
    {
        Assert.False(_hold.HasHeld(true, 100, 10));
        Assert.Equal(110, _hold.Due(10));
        Assert.False(_hold.HasHeld(true, 109, 10));
        Assert.True(_hold.HasHeld(true, 110, 10));
        Assert.False(_hold.IsPending);
    }

    [Fact]
    public void Begins_anew_after_a_break()
    {
        _hold.HasHeld(true, 100, 10);
        _hold.HasHeld(false, 105, 10);
        Assert.Equal(long.MaxValue, _hold.Due(10));
        _hold.HasHeld(true, 106, 10);
        Assert.Equal(116, _hold.Due(10));
    }

    [Fact]
    public void Goes_by_the_time_that_is_asked_for_now()
    {
        _hold.HasHeld(true, 100, 1000);
        Assert.Equal(110, _hold.Due(10));
        Assert.True(_hold.HasHeld(true, 111, 10));
    }
}
