using Akka.Actor;
using Akka.Configuration;
using O2X.Links.Time;
using O2X.Simulator;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Actors.Tests.Pims;

/// <summary>The facade over a simulated dongle, which also tells alerts.</summary>
public sealed class SimulatedVehicleSpecs
{
    [Fact]
    public async Task D16_previousAlert_is_the_last_set_that_differed_also_over_a_reconnect()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var clock = new VirtualClock(EngineBench.Start);
        using var system = ActorSystem.Create("pims", ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF }"));
        await using var world = new SimulatedWorld(clock);
        await using var engine = O2XEngine.Start(system, world.Transport, new EngineOptions { Seed = 1 });
        await using var facade = new Actors.Pims(engine);
        await facade.Initialize();
        await facade.Subscribe(PimsBench.Informations, PimsParameters.Parse(PimsBench.New), _ => { });

        clock.Advance(TimeSpan.FromSeconds(5));
        world.Car.SetAlerts(Alerts.Stop);
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((true, false), await StopAlertsAsync(facade));
        world.Car.SetAlerts(Alerts.None);
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((false, true), await StopAlertsAsync(facade));
        world.Dongle.DropLink();
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(LinkState.Ready, engine.LinkReport.State);
        Assert.Equal((false, true), await StopAlertsAsync(facade));
    }

    private static async Task<(bool Current, bool Previous)> StopAlertsAsync(Actors.Pims facade)
    {
        var information = (await facade.Get(PimsBench.Informations, PimsParameters.Parse(PimsBench.Action))).Result!.Value;
        return (information.GetProperty("currentAlert").GetProperty("stop").GetBoolean(), information.GetProperty("previousAlert").GetProperty("stop").GetBoolean());
    }
}
