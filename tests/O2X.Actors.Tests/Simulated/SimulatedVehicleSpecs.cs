using Akka.Actor;
using Akka.Configuration;
using O2X.Links;
using O2X.Links.Time;
using O2X.Simulator;
using O2X.Simulator.Faults;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Actors.Tests.Simulated;

/// <summary>The engine and a simulated vehicle with its dongle, over the open link profile, on virtual time.</summary>
public sealed class SimulatedVehicleSpecs : IAsyncLifetime
{
    private readonly VirtualClock _clock = new(EngineBench.Start);
    private readonly ActorSystem _system =
        ActorSystem.Create("simulated", ConfigurationFactory.ParseString("akka { loglevel = WARNING, stdout-loglevel = OFF }"));

    private SimulatedWorld _world = null!;
    private IO2XEngine _engine = null!;
    private Recorder<VehicleSnapshot> _information = null!;
    private Recorder<VehicleSnapshot> _status = null!;
    private Recorder<VehicleEvent> _events = null!;
    private Recorder<LinkReport> _link = null!;

    public Task InitializeAsync()
    {
        _world = new SimulatedWorld(_clock);
        _engine = O2XEngine.Start(_system, _world.Transport, new EngineOptions { Seed = 1 });
        _information = new(_engine.Information);
        _status = new(_engine.Status);
        _events = new(_engine.Events);
        _link = new(_engine.Link);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _engine.DisposeAsync();
        Assert.Equal((0, 0, 0), (_world.Radio.OpenLinks, _world.Radio.RunningScans, _clock.ArmedTimers));
        await _world.DisposeAsync();
        await _system.Terminate();
    }

    [Fact]
    public async Task Finds_the_vehicle_by_its_tag_and_has_its_VIN_proven()
    {
        await BecomeReadyAsync();

        Assert.Equal(
            [LinkState.Idle, LinkState.Scanning, LinkState.Connecting, LinkState.Verifying, LinkState.Ready],
            _link.Items.Select(report => report.State));
        Assert.True(_link.Last.IsVerified);
        Assert.InRange(_link.Last.Rssi!.Value, -70, -50);
        Assert.Equal(new RememberedVehicle(SimulatedWorld.DefaultVin, "open-link", _link.Last.Address), _engine.Remembered);
        Assert.Equal(VehicleStatus.Parked, _status.Last.Status);
        Assert.NotNull(_information.Last.StateOfCharge);
    }

    [Fact]
    public async Task Tells_what_the_vehicle_does()
    {
        await BecomeReadyAsync();

        Do(() => _world.Car.StartDriving(), 30);
        Assert.Equal(VehicleStatus.Driving, _status.Last.Status);
        Assert.True(_information.Last.Speed > 0);
        Do(() => _world.Car.Park(), 30);
        Assert.Equal(VehicleStatus.Parked, _status.Last.Status);
        Do(() => _world.Car.PlugIn(), 30);

        Assert.Equal(VehicleStatus.Charging, _status.Last.Status);
        Assert.True(_information.Last.PackCurrent > 0);
        Assert.Empty(_events.Items);
    }

    [Fact]
    public async Task Tells_that_the_vehicle_cannot_charge()
    {
        await BecomeReadyAsync();

        Do(() => _world.Car.WantToChargeWithBrakeOff(), 5);

        Assert.Equal(VehicleEventKind.CantCharge, Assert.Single(_events.Items).Kind);
    }

    [Fact]
    public async Task Tells_alerts_and_the_ones_before()
    {
        await BecomeReadyAsync();

        Do(() => _world.Car.SetAlerts(Alerts.Service | Alerts.TurtleMode), 2);
        Assert.Equal(Alerts.Service | Alerts.TurtleMode, _information.Last.CurrentAlerts.Active);
        Do(() => _world.Car.SetAlerts(Alerts.None), 2);

        Assert.Equal(Alerts.None, _information.Last.CurrentAlerts.Active);
        Assert.Equal(Alerts.Service | Alerts.TurtleMode, _information.Last.PreviousAlerts.Active);
    }

    [Fact]
    public async Task Picks_the_vehicle_that_was_asked_for_out_of_several()
    {
        for (var i = 0; i < 5; i++) _world.Add(Vin.Parse($"VR1AB12C3D456700{i}"));

        await BecomeReadyAsync();

        Assert.Equal(SimulatedWorld.DefaultVin, _information.Last.Vin);
        Assert.Equal(1, _link.Items.Count(report => report.State == LinkState.Connecting));
    }

    [Fact]
    public async Task Never_links_to_another_vehicle()
    {
        await _engine.SubscribeAsync(new SubscribeRequest { FirstTime = true, Vin = AmiBus.OtherVin });

        _clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(LinkLossReason.ScanTimeout, _link.Last.Fault!.Reason);
        Assert.DoesNotContain(_link.Items, report => report.State == LinkState.Connecting);
        Assert.Empty(_information.Items);
    }

    [Fact]
    public async Task Needs_a_VIN_on_a_radio()
    {
        var reply = await _engine.SubscribeAsync(new SubscribeRequest { FirstTime = true });

        Assert.Equal(SubscribeOutcome.MissingVin, reply.Outcome);
    }

    [Fact]
    public async Task Comes_back_when_the_vehicle_is_in_range_again()
    {
        await BecomeReadyAsync();

        Do(() => _world.Dongle.InRange = false, 600);
        Assert.Equal(LinkState.Scanning, _link.Last.State);
        Assert.Single(_events.Items);
        Do(() => _world.Dongle.InRange = true, 5);

        Assert.Equal(LinkState.Ready, _link.Last.State);
        Assert.Equal(Quality.Live, _information.Last.QualityOf(Signal.StateOfCharge));
    }

    [Fact]
    public async Task Leaves_a_link_that_stands_but_says_nothing()
    {
        await BecomeReadyAsync();

        Do(() => _world.Dongle.Silent = true, 6);

        Assert.Equal(LinkLossReason.DataTimeout, Assert.Single(_events.Items).Fault!.Reason);
        Assert.Equal(Quality.Stale, _information.Last.QualityOf(Signal.StateOfCharge));
        Do(() => _world.Dongle.Silent = false, 60);
        Assert.Equal(LinkState.Ready, _link.Last.State);
    }

    [Fact]
    public async Task Parks_while_the_radio_is_off()
    {
        await BecomeReadyAsync();

        Do(() => _world.Radio.Power(false), 600);
        Assert.Equal(LinkState.WaitingForAdapter, _link.Last.State);
        Assert.Single(_events.Items);
        Do(() => _world.Radio.Power(true), 5);

        Assert.Equal(LinkState.Ready, _link.Last.State);
    }

    [Fact]
    public async Task Survives_a_dongle_that_lets_every_step_hang()
    {
        _world.Dongle.HangConnect = true;
        await SubscribeAsync();
        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(LinkLossReason.ConnectTimeout, _link.Last.Fault!.Reason);
        _world.Dongle.HangConnect = false;
        _world.Dongle.HangDiscovery = true;
        _clock.Advance(TimeSpan.FromSeconds(30));
        _world.Dongle.HangDiscovery = false;
        _clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(LinkState.Ready, _link.Last.State);
    }

    [Fact]
    public async Task Reports_garbage_and_keeps_the_good_values()
    {
        await BecomeReadyAsync();
        var charge = _information.Last.StateOfCharge;

        Do(() => _world.Dongle.Garbled = true, 3);

        Assert.Single(_link.Items, report => report.InvalidData is not null);
        Assert.Equal(charge, _engine.LastInformation!.Data.BatterySoc.Value);
        Assert.All(_information.Items, snapshot => Assert.InRange(snapshot.StateOfCharge ?? 0, 0, 100));
    }

    [Fact]
    public async Task Counts_what_is_lost_on_the_way_and_nothing_else()
    {
        await BecomeReadyAsync();

        foreach (var harmless in new[] { Fault.ReorderedPackets, Fault.DuplicatedPackets })
        {
            harmless.Begin(_world);
            _clock.Advance(TimeSpan.FromSeconds(20));
            harmless.End(_world);
        }

        Assert.Equal(0, _engine.Counters.Decoding.Lost);
        var before = _engine.Counters.Decoding.Packets;
        Fault.SequenceGaps.Begin(_world);
        _clock.Advance(TimeSpan.FromSeconds(60));
        Fault.SequenceGaps.End(_world);
        _clock.Advance(TimeSpan.FromSeconds(10));

        var counters = _engine.Diagnose().Counters.Decoding;
        Assert.InRange(counters.Lost / (double)(counters.Lost + counters.Packets - before), 0.2, 0.35);
    }

    [Fact]
    public async Task Settles_what_was_lost_when_the_link_ends()
    {
        await BecomeReadyAsync();
        Fault.SequenceGaps.Begin(_world);
        _clock.Advance(TimeSpan.FromSeconds(20));
        var before = _engine.Counters.Decoding.Lost;

        await _engine.UnsubscribeAsync();

        Assert.True(_engine.Counters.Decoding.Lost > before);
    }

    private Task<SubscribeReply> SubscribeAsync() => _engine.SubscribeAsync(new SubscribeRequest { FirstTime = true, Vin = SimulatedWorld.DefaultVin });

    private async Task BecomeReadyAsync()
    {
        await SubscribeAsync();
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(LinkState.Ready, _link.Last.State);
    }

    private void Do(Action action, double seconds)
    {
        _clock.Executor.Run(action);
        _clock.Advance(TimeSpan.FromSeconds(seconds));
    }
}
