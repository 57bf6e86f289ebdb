using O2X.Links.Profiles;
using O2X.Links.Time;
using O2X.TestKit.Links;

namespace O2X.Simulator.Tests;

/// <summary>The contract of transports on a simulated world: held by the radio, and by the stack in front of it.</summary>
public abstract class SimulatedTransportContract : LinkTransportContract, IAsyncLifetime
{
    private readonly VirtualClock _clock = new(DateTimeOffset.UnixEpoch);

    protected SimulatedTransportContract() => World = new SimulatedWorld(_clock);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => World.DisposeAsync().AsTask();

    protected SimulatedWorld World { get; }

    protected override ILinkProfile Profile { get; } = new OpenLinkProfile();

    protected override int OpenResources =>
        World.Radio.OpenLinks + World.Radio.RunningScans + World.Radio.PendingConnects + _clock.ArmedTimers;

    protected override Task GoOnUntilAsync(Func<bool> isSo)
    {
        for (var i = 0; i < 100 && !isSo(); i++) _clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.True(isSo(), "It did not come to pass within 10 s.");
        return Task.CompletedTask;
    }

    protected override Task GoOnAsync()
    {
        _clock.Advance(TimeSpan.FromSeconds(3));
        return Task.CompletedTask;
    }

    protected override Task SwitchOffAsync()
    {
        World.Radio.Power(on: false);
        return Task.CompletedTask;
    }

    protected override Task SwitchOnAsync()
    {
        World.Radio.Power(on: true);
        return Task.CompletedTask;
    }
}
