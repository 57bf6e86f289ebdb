using Akka.Actor;
using Akka.TestKit;
using O2X.Actors.Storage;
using O2X.Links.Time;
using O2X.Simulator;
using O2X.Simulator.Cars;
using O2X.Vehicles;

namespace O2X.Actors.Tests.Scenarios;

/// <summary>
/// What the stories share: a simulated car on virtual time, an engine, and a probe for each stream. All that follows from a step has
/// been told when the step returns, so a probe that expects waits for nothing.
/// </summary>
public abstract class Story : Akka.TestKit.Xunit2.TestKit, IAsyncLifetime
{
    protected Story()
        : base("akka { loglevel = WARNING, stdout-loglevel = OFF }")
    {
        World = new SimulatedWorld(Clock);
        Events = CreateTestProbe();
        Statuses = CreateTestProbe();
    }

    protected VirtualClock Clock { get; } = new(new DateTimeOffset(2026, 1, 2, 18, 0, 0, TimeSpan.Zero));

    protected SimulatedWorld World { get; }

    protected VirtualCar Car => World.Car;

    protected MemoryVehicleStore Store { get; } = new();

    protected IO2XEngine Engine { get; private set; } = null!;

    /// <summary>Is told <see cref="VehicleEvent"/>s.</summary>
    protected TestProbe Events { get; }

    /// <summary>Is told <see cref="VehicleStatus"/>.</summary>
    protected TestProbe Statuses { get; }

    protected LinkState Link => Engine.LinkReport.State;

    public virtual Task InitializeAsync()
    {
        StartEngine();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await Engine.DisposeAsync();
        await World.DisposeAsync();
        Shutdown();
    }

    protected void StartEngine()
    {
        Engine = O2XEngine.Start(Sys, World.Transport, new EngineOptions { Seed = 1, Store = Store });
        // An actor system starts its top-level actors on a thread of its own: an answer says that they have started.
        Engine.SetTimeoutsAsync().GetAwaiter().GetResult();
        Engine.Events.Subscribe(happened => Events.Tell(happened));
        Engine.Status.Subscribe(snapshot => Statuses.Tell(snapshot.Status));
    }

    protected Task<SubscribeReply> SubscribeAsync(Vin? vin = null) =>
        Engine.SubscribeAsync(new SubscribeRequest { FirstTime = true, Vin = vin ?? SimulatedWorld.DefaultVin, WhenUnavailable = WhenUnavailable.Fail });

    protected void Pass(double seconds = 0, double minutes = 0, double hours = 0) =>
        Clock.Advance(TimeSpan.FromSeconds(seconds) + TimeSpan.FromMinutes(minutes) + TimeSpan.FromHours(hours));
}
