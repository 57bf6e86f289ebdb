using O2X.Links;
using O2X.Links.Profiles;
using O2X.Links.Time;
using O2X.TestKit.Links;

namespace O2X.Simulator.Tests.Stacks;

public sealed class VirtualStackContractTests : LinkTransportContract, IDisposable
{
    private readonly VirtualClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly SimulatedWorld _world;

    public VirtualStackContractTests() => _world = new SimulatedWorld(_clock);

    public void Dispose() => _world.DisposeAsync().AsTask().GetAwaiter().GetResult();

    protected override ILinkTransport Transport => _world.Transport;

    protected override ILinkProfile Profile { get; } = new OpenLinkProfile();

    protected override int OpenResources =>
        _world.Radio.OpenLinks + _world.Radio.RunningScans + _world.Radio.PendingConnects + _clock.ArmedTimers;

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
        _world.Radio.Power(on: false);
        return Task.CompletedTask;
    }

    protected override Task SwitchOnAsync()
    {
        _world.Radio.Power(on: true);
        return Task.CompletedTask;
    }
}
