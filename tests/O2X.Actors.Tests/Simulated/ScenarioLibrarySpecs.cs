using Akka.Actor;
using Akka.Configuration;
using O2X.Links.Time;
using O2X.Simulator;
using O2X.Simulator.Scenarios;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Actors.Tests.Simulated;

/// <summary>Every scenario that is shipped, from its beginning to its end: what its notes promise.</summary>
public class ScenarioLibrarySpecs
{
    [Fact]
    public void Knows_what_every_scenario_promises() =>
        Assert.Equal(ScenarioLibrary.All.Select(scenario => scenario.Name), Promises.Select(row => (string)row[0]).Order(StringComparer.Ordinal));

    public static TheoryData<string, int?, int> Promises => new()
    {
        { "adapter-trouble", 5, 0 },
        { "alerts", 0, 0 },
        { "broken-stack", 8, 0 },
        { "charging-night", 1, 1 },
        { "clock-trouble", 1, 0 },
        { "demonstration", 0, 1 },
        { "flaky-everything", null, 0 },
        { "forgotten-vin", 1, 0 },
        { "garage", 2, 0 },
        { "hanging-stack", 4, 0 },
        { "neighbours", 3, 0 },
        { "noisy-air", 1, 0 },
        { "permission", 1, 0 },
        { "silent-dongle", 1, 0 },
        { "wrong-dongle", 1, 0 },
    };

    [Theory]
    [MemberData(nameof(Promises))]
    public async Task Ends_with_a_link_that_is_ready_and_what_was_promised(string name, int? losses, int hindrances)
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var scenario = ScenarioLibrary.Find(name)!;
        var clock = new VirtualClock(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var world = SimulatedWorld.For(scenario, clock);
        using var system = ActorSystem.Create("scenarios", ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF }"));
        var engine = O2XEngine.Start(system, world.Transport, new EngineOptions { Seed = 1 });
        var events = new Recorder<VehicleEvent>(engine.Events);
        await engine.SubscribeAsync(new SubscribeRequest { FirstTime = true, Vin = SimulatedWorld.DefaultVin });

        using var player = ScenarioPlayer.Start(world, scenario);
        clock.Advance(scenario.Length!.Value);

        Assert.True(player.Completion.IsCompleted);
        Assert.Equal(LinkState.Ready, engine.LinkReport.State);
        if (losses is not null) Assert.Equal(losses, events.Items.Count(happened => happened.Kind == VehicleEventKind.Disconnected));
        Assert.Equal(hindrances, events.Items.Count(happened => happened.Kind == VehicleEventKind.CantCharge));

        await engine.DisposeAsync();
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((0, 0, 0, 0), (world.Radio.OpenLinks, world.Radio.RunningScans, world.Radio.PendingConnects, clock.ArmedTimers));
    }
}
