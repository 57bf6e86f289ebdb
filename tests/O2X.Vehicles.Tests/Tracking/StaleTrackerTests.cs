using CsCheck;
using O2X.Vehicles.Tracking;

namespace O2X.Vehicles.Tests.Tracking;

public class StaleTrackerTests
{
    private static readonly long Limit = Seconds.Ticks(5);
    private StaleTracker _stale = new();
    private VehicleSnapshot _state;

    [Fact]
    public void Marks_each_value_at_its_own_time()
    {
        _state.Heard(Signal.Speed, Seconds.Ticks(1));
        _stale.Watch(Seconds.Ticks(1), Limit);
        _state.Heard(Signal.Selector, Seconds.Ticks(2));
        _stale.Watch(Seconds.Ticks(2), Limit);
        Assert.Equal(6, Seconds.Of(_stale.Due));

        Assert.Equal(0u, _stale.Update(ref _state, Seconds.Ticks(5.99), Limit));
        Assert.Equal(VehicleSnapshot.Bit(Signal.Speed), _stale.Update(ref _state, Seconds.Ticks(6), Limit));
        Assert.Equal(Quality.Stale, _state.QualityOf(Signal.Speed));
        Assert.Equal(Quality.Live, _state.QualityOf(Signal.Selector));
        Assert.Equal(7, Seconds.Of(_stale.Due));
        Assert.Equal(VehicleSnapshot.Bit(Signal.Selector), _stale.Update(ref _state, Seconds.Ticks(7), Limit));
        Assert.Equal(long.MaxValue, _stale.Due);
    }

    [Fact]
    public void Looks_again_later_when_a_value_was_refreshed()
    {
        _state.Heard(Signal.Speed, 0);
        _stale.Watch(0, Limit);
        _state.Heard(Signal.Speed, Seconds.Ticks(4));
        Assert.Equal(0u, _stale.Update(ref _state, Seconds.Ticks(5), Limit));
        Assert.Equal(9, Seconds.Of(_stale.Due));
    }

    [Fact]
    public void Never_takes_a_value_for_old_too_early_nor_much_too_late() =>
        Gen.Long[0, Seconds.Ticks(1e8)].Sample(at =>
        {
            var stale = new StaleTracker();
            var state = default(VehicleSnapshot);
            state.Heard(Signal.Speed, at);
            stale.Watch(at, Limit);
            Assert.InRange(stale.Due - at, Limit, Limit + Seconds.Ticks(0.01));
            Assert.Equal(0u, stale.Update(ref state, stale.Due - 1, Limit));
            Assert.Equal(VehicleSnapshot.Bit(Signal.Speed), stale.Update(ref state, stale.Due, Limit));
        });

    [Fact]
    public void Marks_at_once_what_was_old_when_it_came()
    {
        _state.Heard(Signal.Speed, Seconds.Ticks(90));
        _stale.LookAt(Seconds.Ticks(100));
        Assert.Equal(VehicleSnapshot.Bit(Signal.Speed), _stale.Update(ref _state, Seconds.Ticks(100), Limit));
    }
}
