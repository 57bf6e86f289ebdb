using Akka.Actor;
using Akka.Configuration;
using O2X.Actors.Storage;
using O2X.Links;
using O2X.Links.Time;
using O2X.Simulator;
using O2X.TestKit;
using O2X.Vehicles;
using O2X.Vehicles.Tracking;

namespace O2X.Actors.Tests.Storage;

/// <summary>What an engine still knows of a vehicle after a restart.</summary>
public sealed class RecallSpecs : IAsyncLifetime
{
    private readonly MemoryVehicleStore _store = new();
    private readonly ActorSystem _system =
        ActorSystem.Create("recall", ConfigurationFactory.ParseString("akka { loglevel = WARNING, stdout-loglevel = OFF }"));

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _system.Terminate();

    [Fact]
    public async Task Doubts_an_odometer_that_the_vehicle_cannot_show()
    {
        await SeeOdometerAsync(86_269);

        await using var bench = Bench();
        await bench.SubscribeAsync(firstTime: false);
        bench.Transport.Sight();
        bench.Transport.Link.SayVin(AmiBus.Vin);
        bench.Transport.Link.Motion(odometerTenths: 86_268);
        Assert.Equal(LinkState.Ready, bench.State);

        Assert.Null(bench.Engine.LastInformation!.Data.TotalOdometer.Value);
        bench.Transport.Link.Motion(odometerTenths: 86_270);
        bench.Pass(1);
        Assert.Equal(8627.0m, bench.Engine.LastInformation!.Data.TotalOdometer.Value);
    }

    [Fact]
    public async Task Gives_the_odometer_the_time_of_the_restart_to_grow()
    {
        await SeeOdometerAsync(86_269);

        await using var bench = Bench();
        bench.Pass(3600);
        await bench.SubscribeAsync(firstTime: false);
        bench.Transport.Sight();
        bench.Transport.Link.SayVin(AmiBus.Vin);
        bench.Transport.Link.Motion(odometerTenths: 86_269 + 700);
        Assert.Null(bench.Engine.LastInformation!.Data.TotalOdometer.Value);
        bench.Transport.Link.Motion(odometerTenths: 86_269 + 600);
        bench.Pass(1);

        Assert.Equal(8686.9m, bench.Engine.LastInformation!.Data.TotalOdometer.Value);
    }

    [Fact]
    public async Task Recalls_a_vehicle_that_says_itself_which_it_is()
    {
        await SeeOdometerAsync(86_269);

        await using var bench = Bench();
        await bench.Engine.SubscribeAsync(new SubscribeRequest { FirstTime = true });
        bench.Transport.Sight();
        bench.Transport.Link.Battery();
        bench.Transport.Link.SayVin(AmiBus.Vin);
        bench.Transport.Link.Motion(odometerTenths: 86_268);
        bench.Pass(1);

        Assert.Equal(LinkState.Ready, bench.State);
        Assert.Null(bench.Engine.LastInformation!.Data.TotalOdometer.Value);
    }

    [Fact]
    public async Task Begins_empty_with_another_vehicle()
    {
        await SeeOdometerAsync(86_269);

        await using var bench = Bench();
        await bench.SubscribeAsync(vin: AmiBus.OtherVin);
        bench.Transport.Sight();
        bench.Transport.Link.SayVin(AmiBus.OtherVin);
        bench.Transport.Link.Motion(odometerTenths: 100);
        bench.Pass(1);

        Assert.Equal(10.0m, bench.Engine.LastInformation!.Data.TotalOdometer.Value);
        await bench.Engine.UnsubscribeAsync();
        Assert.Equal((AmiBus.OtherVin, 10.0m), (_store.Read().History!.Vin, _store.Read().History!.Odometer!.Value.Kilometres));
    }

    [Fact]
    public async Task Recalls_nothing_for_a_log()
    {
        await SeeOdometerAsync(86_269);

        await using var bench = Bench(isLossless: true);
        await bench.SubscribeAsync();
        bench.Transport.Sight();
        bench.Transport.Link.SayVin(AmiBus.Vin);
        bench.Transport.Link.Motion(odometerTenths: 100);
        bench.Pass(1);

        Assert.Equal(10.0m, bench.Engine.LastInformation!.Data.TotalOdometer.Value);
    }

    [Fact]
    public async Task D16_keeps_the_previous_alerts_over_a_restart()
    {
        await RunAsync(world => Alert(world, Alerts.Service, Alerts.Stop));
        Assert.Equal((Alerts.Stop, Alerts.Service), AlertsOf(_store.Read().History!));

        // The vehicle still has the alerts that it had.
        await RunAsync(world => Alert(world, Alerts.Stop));
        Assert.Equal((Alerts.Stop, Alerts.Service), AlertsOf(_store.Read().Information!));

        // They changed while nobody listened.
        await RunAsync(world => Alert(world, Alerts.TurtleMode));
        Assert.Equal((Alerts.TurtleMode, Alerts.Stop), AlertsOf(_store.Read().Information!));
        Assert.Equal((Alerts.TurtleMode, Alerts.Stop), AlertsOf(_store.Read().History!));
    }

    [Fact]
    public async Task Keeps_when_the_alerts_changed()
    {
        await RunAsync(world => Alert(world, Alerts.Service, Alerts.None));
        await RunAsync(world => Alert(world, Alerts.None, Alerts.Stop));

        Assert.Equal([Alerts.Service, Alerts.None, Alerts.Stop], _store.Read().History!.AlertChanges.Select(change => change.Active));
        Assert.All(_store.Read().History!.AlertChanges, change => Assert.InRange(change.At, EngineBench.Start, EngineBench.Start.AddMinutes(1)));
    }

    [Fact]
    public async Task D25_clears_odometer_and_alerts_too()
    {
        await RunAsync(world => Alert(world, Alerts.Service, Alerts.Stop));
        await using (var bench = Bench()) await bench.Engine.ClearDataAsync();

        Assert.Equal((null, null), (_store.Read().Information, _store.Read().History));
        Assert.NotNull(_store.Read().Remembered);
        await RunAsync(world => Alert(world, Alerts.Stop));
        Assert.Equal((Alerts.Stop, Alerts.None), AlertsOf(_store.Read().Information!));
    }

    private static (Alerts Current, Alerts Previous) AlertsOf(VehicleHistory history) => (history.CurrentAlerts.Active, history.PreviousAlerts.Active);

    private static (Alerts Current, Alerts Previous) AlertsOf(VehicleInformation information) =>
        (information.CurrentAlert.Active, information.PreviousAlert.Active);

    private static IEnumerable<Action> Alert(SimulatedWorld world, params Alerts[] alerts) => alerts.Select(alert => (Action)(() => world.Car.SetAlerts(alert)));

    /// <summary>One run of an engine with a simulated vehicle that does one thing after the other, the first before it is found.</summary>
    private async Task RunAsync(Func<SimulatedWorld, IEnumerable<Action>> what)
    {
        var clock = new VirtualClock(EngineBench.Start);
        await using var world = new SimulatedWorld(clock);
        await using var engine = O2XEngine.Start(_system, world.Radio, new EngineOptions { Store = _store, Seed = 1 });
        var isFirst = true;
        foreach (var step in what(world))
        {
            clock.Executor.Run(step);
            if (isFirst) await engine.SubscribeAsync(new SubscribeRequest { FirstTime = true, Vin = SimulatedWorld.DefaultVin });
            isFirst = false;
            clock.Advance(TimeSpan.FromSeconds(6));
            Assert.Equal(LinkState.Ready, engine.LinkReport.State);
        }
    }

    private async Task SeeOdometerAsync(int tenths)
    {
        await using var bench = Bench();
        await bench.SubscribeAsync();
        bench.Transport.Sight();
        bench.Transport.Link.SayVin(AmiBus.Vin);
        bench.Transport.Link.Motion(tenths);
        Assert.Equal(LinkState.Ready, bench.State);
    }

    private EngineBench Bench(bool isLossless = false) => new(new EngineOptions { Store = _store, Seed = 1 }, isLossless: isLossless);
}
