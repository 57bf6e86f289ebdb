using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using O2X.Actors.Storage;
using O2X.Links;
using O2X.Links.Time;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Actors.Hosting.Tests;

public class O2XHostingSpecs
{
    private readonly VirtualClock _clock = new(EngineBench.Start);
    private readonly WatchedTransport _transport;

    public O2XHostingSpecs() => _transport = new WatchedTransport(new ScriptedTransport(_clock));

    [Fact]
    public async Task Hosts_an_engine_in_an_actor_system_of_its_own()
    {
        using var host = Build(services => services.AddO2X(Scripted));
        await host.StartAsync();
        var engine = host.Services.GetRequiredService<IO2XEngine>();
        var reply = await engine.SubscribeAsync(new SubscribeRequest { FirstTime = true, Vin = AmiBus.Vin });

        Assert.True(reply.IsAccepted);
        Assert.Equal(1, _transport.Inner.OpenScans);
        Assert.Equal("o2x", host.Services.GetRequiredService<ActorSystem>().Name);
        await host.StopAsync();
    }

    [Fact]
    public async Task Hosts_an_engine_in_the_actor_system_that_is_there()
    {
        using var host = Build(services => services.AddAkka("fleet", _ => { }).AddO2X(Scripted));
        await host.StartAsync();

        var system = Assert.Single(host.Services.GetServices<ActorSystem>());
        Assert.Equal("fleet", system.Name);
        Assert.Same(host.Services.GetRequiredService<IO2XEngine>(), system.GetO2XEngine());
        await host.StopAsync();
    }

    [Fact]
    public async Task Starts_an_engine_with_Akka_Hosting()
    {
        using var host = Build(services => services.AddAkka("fleet", akka => akka.WithO2X(Scripted)));
        await host.StartAsync();

        var engine = host.Services.GetRequiredService<ActorSystem>().GetO2XEngine();
        Assert.Same(_transport.Info, engine.Source);
        await host.StopAsync();
        Assert.True(_transport.IsDisposed);
    }

    [Fact]
    public async Task Says_in_one_line_which_folder_another_engine_holds()
    {
        var folder = Directory.CreateTempSubdirectory("o2x-hosted-").FullName;
        using var first = Build(services => services.AddO2X(Keeping));
        await first.StartAsync();
        using var second = Build(services => services.AddO2X(Keeping));

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => second.StartAsync());

        Assert.IsType<StoreInUseException>(refusal.InnerException);
        Assert.Matches($@"cannot start: The state folder {folder} is in use by another engine of this process since [-0-9: ]+\. Stop it, or name another folder\.$", refusal.Message);
        Assert.True(_transport.IsDisposed);
        await first.StopAsync();
        Directory.Delete(folder, recursive: true);

        void Keeping(O2XBuilder builder)
        {
            Scripted(builder);
            builder.Configure(options => options.StateDirectory = folder);
        }
    }

    [Fact]
    public async Task Starts_the_engine_with_the_host()
    {
        using var host = Build(services => services.AddO2X(Scripted));
        Assert.Equal(0, _transport.Opened);
        await host.StartAsync();

        Assert.Equal(1, _transport.Opened);
        await host.StopAsync();
    }

    [Fact]
    public async Task Closes_the_link_before_it_disposes_of_the_source()
    {
        using var host = Build(services => services.AddO2X(Scripted));
        await host.StartAsync();
        var engine = host.Services.GetRequiredService<IO2XEngine>();
        var link = new Recorder<LinkReport>(engine.Link);
        await engine.SubscribeAsync(new SubscribeRequest { FirstTime = true, Vin = AmiBus.Vin });
        _transport.Inner.Sight();
        _transport.Inner.Link.Everything();
        _transport.Inner.Link.SayVin(AmiBus.Vin);
        Assert.Equal(LinkState.Ready, engine.LinkReport.State);

        await host.StopAsync();

        Assert.Equal(0, _transport.OpenLinksWhenDisposed);
        Assert.Equal(0, _transport.OpenScansWhenDisposed);
        Assert.True(link.IsCompleted);
    }

    [Fact]
    public async Task Stops_with_an_actor_system_that_is_terminated()
    {
        using var host = Build(services => services.AddO2X(Scripted));
        await host.StartAsync();

        await host.Services.GetRequiredService<ActorSystem>().Terminate();

        Assert.True(_transport.IsDisposed);
        await host.StopAsync();
    }

    [Fact]
    public async Task Refuses_to_start_with_options_out_of_range()
    {
        using var host = Build(services => services.AddO2X(o2x => Configured(o2x).Configure(o => o.QueueLimit = 0)));

        var problem = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains("O2X:QueueLimit", problem.Message, StringComparison.Ordinal);
        Assert.Equal(0, _transport.Opened);
    }

    [Fact]
    public async Task Says_that_no_engine_was_started()
    {
        using var system = ActorSystem.Create("empty");

        Assert.Throws<InvalidOperationException>(() => system.GetO2XEngine());
        await system.Terminate();
    }

    [Fact]
    public async Task Hands_the_options_to_the_engine()
    {
        using var host = Build(services => services.AddO2X(o2x => Configured(o2x).Configure(o =>
        {
            o.ScanTimeout = TimeSpan.FromSeconds(7);
            o.LooseConnection = TimeSpan.FromSeconds(8);
            o.ChangeStatus = TimeSpan.FromSeconds(9);
        })));
        await host.StartAsync();

        Assert.Equal(
            new Timeouts { Scan = TimeSpan.FromSeconds(7), LooseConnection = TimeSpan.FromSeconds(8), ChangeStatus = TimeSpan.FromSeconds(9) },
            host.Services.GetRequiredService<IO2XEngine>().Timeouts);
        await host.StopAsync();
    }

    [Fact]
    public async Task Keeps_the_vehicle_in_the_folder_that_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("o2x-hosting-").FullName;
        try
        {
            using var host = Build(services => services.AddO2X(o2x => Configured(o2x).Configure(o => o.StateDirectory = folder)));
            await host.StartAsync();
            await host.Services.GetRequiredService<IO2XEngine>().SubscribeAsync(new SubscribeRequest { FirstTime = true, Vin = AmiBus.Vin });

            Assert.Contains(AmiBus.Vin.Full, await File.ReadAllTextAsync(Path.Combine(folder, "vehicle.json")), StringComparison.Ordinal);
            await host.StopAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Runs_the_simulator_on_the_clock_of_the_services()
    {
        using var host = Build(services => services.AddSingleton<TimeProvider>(_clock).AddO2X(o2x => o2x.WithSimulator()));
        await host.StartAsync();
        var engine = host.Services.GetRequiredService<IO2XEngine>();
        var status = new Recorder<VehicleSnapshot>(engine.Status);
        await engine.SubscribeAsync(new SubscribeRequest { FirstTime = true, Vin = AmiBus.Vin });

        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal([VehicleStatus.Parked, VehicleStatus.Driving], status.Items.Select(snapshot => snapshot.Status));
        await host.StopAsync();
    }

    [Fact]
    public async Task Plays_a_scenario_on_the_clock_of_the_services()
    {
        using var host = Build(services => services.AddSingleton<TimeProvider>(_clock).AddO2X(o2x => o2x.WithSimulator("silent-dongle")));
        await host.StartAsync();
        var engine = host.Services.GetRequiredService<IO2XEngine>();
        var events = new Recorder<VehicleEvent>(engine.Events);
        await engine.SubscribeAsync(new SubscribeRequest { FirstTime = true, Vin = AmiBus.Vin });

        _clock.Advance(TimeSpan.FromSeconds(40));

        Assert.Equal("sim:silent-dongle", engine.Source.Name);
        Assert.Equal(VehicleEventKind.Disconnected, Assert.Single(events.Items).Kind);
        await host.StopAsync();
        Assert.Equal(0, _clock.ArmedTimers);
    }

    [Fact]
    public void Refuses_a_scenario_that_is_not_there() =>
        Assert.StartsWith(
            "There is no scenario 'silent-dongel'. Did you mean 'silent-dongle'?",
            Assert.Throws<ArgumentException>(() => Build(services => services.AddO2X(o2x => o2x.WithSimulator("silent-dongel")))).Message,
            StringComparison.Ordinal);

    private static IHost Build(Action<IServiceCollection> configure) => TestHost.Build(configure);

    private O2XBuilder Configured(O2XBuilder o2x) => o2x.WithTransport(_ =>
    {
        _transport.Opened++;
        return _transport;
    });

    private void Scripted(O2XBuilder o2x) => Configured(o2x);
}
