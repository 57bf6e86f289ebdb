using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using O2X.Links.Time;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Actors.Hosting.Tests;

public class SeveralEnginesSpecs
{
    private static readonly string[] _names = ["left", "middle", "right"];

    private readonly VirtualClock _clock = new(EngineBench.Start);
    private readonly Dictionary<string, WatchedTransport> _transports;

    public SeveralEnginesSpecs() =>
        _transports = _names.ToDictionary(name => name, _ => new WatchedTransport(new ScriptedTransport(_clock)));

    [Fact]
    public async Task Hold_a_vehicle_each()
    {
        using var host = Build(
            ("O2X:left:Vin", VinOf("left").Full), ("O2X:middle:Vin", VinOf("middle").Full), ("O2X:right:Vin", VinOf("right").Full));
        await host.StartAsync();

        foreach (var name in _names) BecomeReady(name);

        foreach (var name in _names)
        {
            var engine = Engine(host, name);
            Assert.Equal((LinkState.Ready, VinOf(name)), (engine.LinkReport.State, engine.LinkReport.Vin));
            Assert.Equal(VinOf(name), engine.LastInformation?.Vin);
        }

        await host.StopAsync();
    }

    [Fact]
    public async Task Run_in_one_actor_system()
    {
        using var host = Build();
        await host.StartAsync();

        var system = Assert.Single(host.Services.GetServices<ActorSystem>());
        foreach (var name in _names) Assert.Same(Engine(host, name), system.GetO2XEngine(name));
        Assert.Equal(3, _names.Select(name => Engine(host, name)).Distinct().Count());
        Assert.Null(host.Services.GetService<IO2XEngine>());
        Assert.Throws<InvalidOperationException>(() => system.GetO2XEngine());
        await host.StopAsync();
    }

    [Fact]
    public async Task Are_stopped_each_before_its_source()
    {
        using var host = Build();
        await host.StartAsync();
        var ends = new List<Recorder<LinkReport>>();
        foreach (var name in _names)
        {
            ends.Add(new(Engine(host, name).Link));
            await Engine(host, name).SubscribeAsync(new SubscribeRequest { FirstTime = true, Vin = VinOf(name) });
            BecomeReady(name);
        }

        await host.StopAsync();

        Assert.All(_transports.Values, transport => Assert.Equal((true, 0), (transport.IsDisposed, transport.OpenLinksWhenDisposed)));
        Assert.All(ends, link => Assert.True(link.IsCompleted));
    }

    [Fact]
    public async Task Keep_what_they_remember_in_folders_of_their_own()
    {
        var folder = Directory.CreateTempSubdirectory("o2x-hosting-").FullName;
        try
        {
            using var host = Build(
                ("O2X:left:Vin", VinOf("left").Full), ("O2X:left:StateDirectory", Path.Combine(folder, "left")),
                ("O2X:right:Vin", VinOf("right").Full), ("O2X:right:StateDirectory", Path.Combine(folder, "right")));
            await host.StartAsync();

            foreach (var name in new[] { "left", "right" })
            {
                var kept = await File.ReadAllTextAsync(Path.Combine(folder, name, "vehicle.json"));
                Assert.Contains(VinOf(name).Full, kept, StringComparison.Ordinal);
            }

            await host.StopAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Do_not_start_with_one_folder_for_two()
    {
        using var host = Build(("O2X:left:StateDirectory", "/var/lib/o2x"), ("O2X:right:StateDirectory", "/var/lib/o2x/"));

        var problem = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Equal(
            "O2X:right:StateDirectory is /var/lib/o2x/, as O2X:left:StateDirectory is; each engine needs a folder of its own.", problem.Message);
        Assert.All(_transports.Values, transport => Assert.Equal(0, transport.Opened));
    }

    [Fact]
    public async Task Run_beside_the_one_without_a_name()
    {
        var own = new WatchedTransport(new ScriptedTransport(_clock));
        using var host = TestHost.Build(services => AddAll(services.AddO2X(o2x => o2x.WithTransport(_ => own))));
        await host.StartAsync();

        var engine = host.Services.GetRequiredService<IO2XEngine>();

        Assert.Same(own.Info, engine.Source);
        Assert.Same(engine, host.Services.GetRequiredService<ActorSystem>().GetO2XEngine());
        Assert.NotSame(engine, Engine(host, "left"));
        await host.StopAsync();
        Assert.True(own.IsDisposed);
    }

    [Fact]
    public async Task Start_with_Akka_Hosting()
    {
        using var host = TestHost.Build(
            services => services.AddAkka("fleet", akka => akka.WithO2X("left", Configure("left")).WithO2X("right", Configure("right"))),
            ("O2X:left:Vin", VinOf("left").Full));
        await host.StartAsync();
        var system = host.Services.GetRequiredService<ActorSystem>();

        BecomeReady("left");

        Assert.Equal(VinOf("left"), system.GetO2XEngine("LEFT").SubscribedVin);
        Assert.Null(system.GetO2XEngine("right").SubscribedVin);
        await host.StopAsync();
        Assert.True(_transports["right"].IsDisposed);
    }

    [Theory]
    [InlineData("left", "The O2X engine 'left' was added before.")]
    [InlineData("Left", "The O2X engine 'Left' was added before.")]
    public void Have_names_that_differ(string name, string message)
    {
        var services = AddAll(new ServiceCollection());

        var problem = Assert.Throws<ArgumentException>(() => services.AddO2X(name));

        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Are_added_once_without_a_name() =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddO2X().AddO2X());

    private static Vin VinOf(string name) => Vin.Parse($"VR1AB12C3D456789{Array.IndexOf(_names, name)}");

    private static IO2XEngine Engine(IHost host, string name) => host.Services.GetRequiredKeyedService<IO2XEngine>(name);

    private IHost Build(params (string Key, string? Value)[] settings) => TestHost.Build(services => AddAll(services), settings);

    private IServiceCollection AddAll(IServiceCollection services) =>
        _names.Aggregate(services, (added, name) => added.AddO2X(name, Configure(name)));

    private Action<O2XBuilder> Configure(string name) => o2x => o2x.WithTransport(_ =>
    {
        _transports[name].Opened++;
        return _transports[name];
    });

    private void BecomeReady(string name)
    {
        var transport = _transports[name].Inner;
        transport.Sight();
        transport.Link.Everything();
        transport.Link.SayVin(VinOf(name));
    }
}
