using O2X.Vehicles.Ami;

namespace O2X.Vehicles.Tests.Ami;

public class OdometerCheckTests
{
    private OdometerCheck _check;

    private bool Accepts(uint tenths, double seconds) => _check.Accepts(tenths, (long)(seconds * TimeSpan.TicksPerSecond));

    [Fact]
    public void Believes_the_first_value() => Assert.True(Accepts(86_269, 0));

    [Fact]
    public void Doubts_a_value_that_runs_back()
    {
        Accepts(86_269, 0);
        Assert.True(Accepts(86_269, 1));
        Assert.False(Accepts(86_268, 2));
    }

    [Theory]
    [InlineData(10, 0, true)]
    [InlineData(11, 5.9, false)]
    [InlineData(11, 6, true)]
    [InlineData(610, 3599, false)]
    [InlineData(610, 3600, true)]
    public void Believes_the_distance_possible_at_sixty_and_one_kilometre_more(uint tenths, double seconds, bool believed)
    {
        Accepts(86_269, 0);
        Assert.Equal(believed, Accepts(86_269 + tenths, seconds));
    }

    [Fact]
    public void Doubts_a_value_longer_than_the_display()
    {
        Assert.True(Accepts(9_999_999, 0));
        for (var i = 1; i < 30; i++) Assert.False(Accepts(10_000_000, i));
    }

    [Fact]
    public void Comes_back_from_one_bad_value_that_was_believed()
    {
        Accepts(500_000, 0);
        for (var i = 1; i < OdometerCheck.Enough; i++) Assert.False(Accepts(86_269 + (uint)i, i));
        Assert.True(Accepts(86_269 + OdometerCheck.Enough, OdometerCheck.Enough));
        Assert.True(Accepts(86_270 + OdometerCheck.Enough, OdometerCheck.Enough + 1));
    }

    [Fact]
    public void Stays_with_what_it_believes_while_doubted_values_contradict_each_other()
    {
        Accepts(86_269, 0);
        for (var i = 0; i < 100; i++) Assert.False(Accepts(i % 2 == 0 ? 1_000u : 900_000u, i * 0.1));
        Assert.True(Accepts(86_269, 10));
    }

    [Fact]
    public void Begins_doubting_anew_after_a_good_value()
    {
        Accepts(86_269, 0);
        for (var i = 0; i < 50; i++) Assert.Equal(i % 9 == 8, Accepts(i % 9 == 8 ? 86_269u : 1_000u, i * 0.1));
    }

    [Theory]
    [InlineData(86_268, 100, false)]
    [InlineData(86_269, 0, true)]
    [InlineData(86_279, 0, true)]
    [InlineData(86_280, 5, false)]
    [InlineData(86_280, 6, true)]
    [InlineData(86_879, 3600, true)]
    [InlineData(86_880, 3600, false)]
    [InlineData(86_268, -1, false)]
    [InlineData(9_999_999, -1, true)]
    public void Goes_on_from_a_reading_of_before_a_restart(uint tenths, double age, bool believed)
    {
        _check.Recall(86_269, now: 5, (long)(age * TimeSpan.TicksPerSecond));
        Assert.Equal(believed, _check.Accepts(tenths, 5));
    }

    [Fact]
    public void Believes_what_it_heard_more_than_a_reading_of_before_a_restart()
    {
        Accepts(86_269, 0);
        _check.Recall(900_000, 0, 0);
        Assert.True(Accepts(86_270, 1));
    }
}
