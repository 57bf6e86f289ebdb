using O2X.Cli.Output;

namespace O2X.Cli.Tests.Output;

public class RefreshesTests
{
    private readonly SpokenVehicle _vehicle = new();
    private readonly Refreshes _refreshes = new();

    [Fact]
    public void Has_what_was_said_since_the_last_time()
    {
        Assert.True(_refreshes.Has(in _vehicle.SayBattery(0).State));
        Assert.True(_refreshes.Has(in _vehicle.SayBattery(1).State));
        Assert.False(_refreshes.Has(in _vehicle.State));
    }

    [Fact]
    public void Leaves_out_that_some_values_have_become_stale()
    {
        _vehicle.SayBattery(0).SayMotion(0);
        for (var second = 1; second < 5; second++) _vehicle.SayMotion(second);
        Assert.True(_refreshes.Has(in _vehicle.State));

        _vehicle.WaitUntil(6);
        Assert.Equal(Vehicles.Quality.Stale, _vehicle.State.QualityOf(Vehicles.Signal.StateOfCharge));
        Assert.False(_refreshes.Has(in _vehicle.State));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Leaves_out_the_end_of_a_link(bool wasToldBefore)
    {
        _vehicle.SayBattery(0);
        if (wasToldBefore) Assert.True(_refreshes.Has(in _vehicle.State));

        Assert.False(_refreshes.Has(in _vehicle.FallSilent(0.5).State));
    }
}
