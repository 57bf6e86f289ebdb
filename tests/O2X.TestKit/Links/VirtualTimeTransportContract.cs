using O2X.Links.Profiles;
using O2X.Links.Time;
using O2X.Simulator;
using Xunit;

namespace O2X.TestKit.Links;

/// <summary>The contract of a transport that reaches a simulated world, on virtual time.</summary>
public abstract class VirtualTimeTransportContract : LinkTransportContract
{
    protected VirtualTimeTransportContract() => World = new SimulatedWorld(Clock);

    protected VirtualClock Clock { get; } = new(DateTimeOffset.UnixEpoch);

    protected SimulatedWorld World { get; }

    protected override ILinkProfile Profile { get; } = new OpenLinkProfile();

    protected override int OpenResources => World.Radio.OpenLinks + World.Radio.RunningScans + World.Radio.PendingConnects;

    protected override Task GoOnUntilAsync(Func<bool> isSo)
    {
        for (var i = 0; i < 100 && !isSo(); i++) Clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.True(isSo(), "It did not come to pass within 10 s.");
        return Task.CompletedTask;
    }

    protected override Task GoOnAsync()
    {
        Clock.Advance(TimeSpan.FromSeconds(3));
        return Task.CompletedTask;
    }
}
