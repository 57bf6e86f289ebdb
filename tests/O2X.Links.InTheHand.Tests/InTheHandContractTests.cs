using O2X.TestKit.Links;

namespace O2X.Links.InTheHand.Tests;

public sealed class InTheHandContractTests : VirtualTimeTransportContract, IAsyncLifetime
{
    private readonly SimulatedLibrary _library;

    public InTheHandContractTests() =>
        Transport = new InTheHandTransport(_library = new SimulatedLibrary(World), options: null, Clock);

    protected override ILinkTransport Transport { get; }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await Transport.DisposeAsync();
        await World.DisposeAsync();
        Assert.Equal(0, Clock.ArmedTimers);
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
