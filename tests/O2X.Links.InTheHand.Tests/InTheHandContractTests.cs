using O2X.Links.Profiles;
using O2X.Links.Time;
using O2X.Simulator;
using O2X.TestKit.Links;

namespace O2X.Links.InTheHand.Tests;

public sealed class InTheHandContractTests : LinkTransportContract, IAsyncLifetime
{
    private readonly VirtualClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly SimulatedWorld _world;
    private readonly SimulatedLibrary _library;

    public InTheHandContractTests()
    {
        _world = new SimulatedWorld(_clock);
        Transport = new InTheHandTransport(_library = new SimulatedLibrary(_world), options: null, _clock);
    }

    protected override ILinkTransport Transport { get; }

    protected override ILinkProfile Profile { get; } = new OpenLinkProfile();

    protected override int OpenResources => _world.Radio.OpenLinks + _world.Radio.RunningScans + _world.Radio.PendingConnects;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await Transport.DisposeAsync();
        await _world.DisposeAsync();
        Assert.Equal(0, _clock.ArmedTimers);
    }

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
        _library.Power(on: false);
        return Task.CompletedTask;
    }

    protected override Task SwitchOnAsync()
    {
        _library.Power(on: true);
        return Task.CompletedTask;
    }
}
