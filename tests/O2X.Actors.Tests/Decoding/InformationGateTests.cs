using O2X.Actors.Decoding;

namespace O2X.Actors.Tests.Decoding;

public sealed class InformationGateTests
{
    [Fact]
    public void Lets_everything_through_without_an_interval()
    {
        var gate = new InformationGate(0);

        Assert.True(gate.OnRefreshed(1));
        gate.Told(1);
        Assert.True(gate.OnRefreshed(1));
        gate.Told(1);
        Assert.Equal(long.MaxValue, gate.Due);
    }

    [Fact]
    public void Holds_a_refresh_back_until_the_interval_is_over()
    {
        var gate = new InformationGate(10);

        Assert.True(gate.OnRefreshed(100));
        gate.Told(100);
        Assert.False(gate.OnRefreshed(105));
        Assert.Equal(110, gate.Due);
        Assert.False(gate.IsDue(109));
        Assert.True(gate.IsDue(110));
        gate.Told(110);
        Assert.Equal(long.MaxValue, gate.Due);
    }

    [Fact]
    public void Tells_at_once_what_comes_after_the_interval()
    {
        var gate = new InformationGate(10);
        gate.Told(100);

        Assert.True(gate.OnRefreshed(110));
        gate.Told(110);
        Assert.False(gate.IsDue(200));
    }
}
