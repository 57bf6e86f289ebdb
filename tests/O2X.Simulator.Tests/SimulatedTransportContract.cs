using O2X.TestKit.Links;

namespace O2X.Simulator.Tests;

/// <summary>The contract of transports on a simulated world: held by the radio, and by the stack in front of it.</summary>
public abstract class SimulatedTransportContract : VirtualTimeTransportContract, IAsyncLifetime
{
    protected override int OpenResources => base.OpenResources + Clock.ArmedTimers;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => World.DisposeAsync().AsTask();

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
