using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using O2X.Actors.Storage;
using O2X.Links;
using O2X.Links.Time;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Actors.Hosting.Tests;

public class AutoSubscriberSpecs
{
    private readonly VirtualClock _clock = new(EngineBench.Start);
    private readonly ScriptedTransport _transport;

    public AutoSubscriberSpecs() => _transport = new ScriptedTransport(_clock);

    [Fact]
    public async Task Links_to_the_vehicle_that_configuration_names()
    {
        using var host = await StartAsync(("O2X:Vin", " vr1ab12c3d4567890 "));
        var engine = host.Services.GetRequiredService<IO2XEngine>();
        var information = new Recorder<VehicleSnapshot>(engine.Information);

        BecomeReady();

        Assert.Equal((LinkState.Ready, true), (engine.LinkReport.State, engine.LinkReport.IsVerified));
        Assert.Equal(AmiBus.Vin, information.Last.Vin);
        await host.StopAsync();
    }

    [Fact]
    public async Task Leaves_the_engine_alone_without_a_VIN()
    {
        using var host = await StartAsync();

        Assert.Null(host.Services.GetRequiredService<IO2XEngine>().SubscribedVin);
        Assert.Equal(0, _transport.ScansStarted);
        await host.StopAsync();
    }

    [Fact]
    public async Task Leaves_the_engine_alone_when_it_is_told_to()
    {
        using var host = await StartAsync(("O2X:Vin", AmiBus.Vin.Full), ("O2X:AutoSubscribe", "false"));

        Assert.Equal(0, _transport.ScansStarted);
        await host.StopAsync();
    }

    [Fact]
    public async Task Takes_the_vehicle_that_a_bus_tells()
    {
        using var host = await StartAsync(("O2X:AutoSubscribe", "true"));

        BecomeReady();

        Assert.Equal(AmiBus.Vin, host.Services.GetRequiredService<IO2XEngine>().SubscribedVin);
        await host.StopAsync();
    }

    [Fact]
    public async Task Seeks_again_when_a_search_ends_without_the_vehicle()
    {
        using var host = await StartAsync(("O2X:Vin", AmiBus.Vin.Full), ("O2X:ScanTimeout", "00:00:30"));
        var engine = host.Services.GetRequiredService<IO2XEngine>();
        var link = new Recorder<LinkReport>(engine.Link);

        _clock.Advance(TimeSpan.FromSeconds(100));
        BecomeReady();

        Assert.Equal(3, link.Items.Count(report => report.Fault?.Reason == LinkLossReason.ScanTimeout));
        Assert.Equal(LinkState.Ready, engine.LinkReport.State);
        await host.StopAsync();
    }

    [Fact]
    public async Task Seeks_again_also_when_it_fell_behind_the_reports()
    {
        var held = new HeldScheduler();
        await using var bench = new EngineBench(new EngineOptions { Seed = 1, Delivery = held, QueueLimit = 2 });
        using var subscriber = new AutoSubscriber(bench.Engine, EngineName.Unnamed, AmiBus.Vin, NullLogger.Instance);
        await subscriber.StartAsync(CancellationToken.None);
        bench.Pass(61);
        Assert.Equal(LinkState.Idle, bench.State);

        held.RunAll();

        Assert.Equal(LinkState.Scanning, bench.State);
        Assert.True(subscriber.HasSearchedInVain);
    }

    [Fact]
    public async Task Tries_again_when_the_vehicle_cannot_be_saved_for_a_while()
    {
        var store = new BrokenStore();
        await using var bench = new EngineBench(new EngineOptions { Seed = 1, Store = store });
        using var subscriber = new AutoSubscriber(bench.Engine, EngineName.Unnamed, AmiBus.Vin, NullLogger.Instance);
        await subscriber.StartAsync(CancellationToken.None);
        store.IsBroken = true;
        bench.Pass(61);
        await bench.Engine.SetTimeoutsAsync();
        Assert.Equal(LinkState.Idle, bench.State);

        store.IsBroken = false;
        bench.Pass(60);

        Assert.Equal(LinkState.Scanning, bench.State);
    }

    [Fact]
    public async Task Waits_for_a_source_that_is_not_there_yet()
    {
        _transport.Become(new TransportState(Availability.Absent, "There is no can0."));
        using var host = await StartAsync(("O2X:Vin", AmiBus.Vin.Full));
        var engine = host.Services.GetRequiredService<IO2XEngine>();
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(LinkState.WaitingForAdapter, engine.LinkReport.State);

        _transport.Become(TransportState.On);
        BecomeReady();

        Assert.Equal(LinkState.Ready, engine.LinkReport.State);
        await host.StopAsync();
    }

    [Fact]
    public async Task Does_not_begin_again_what_was_ended_on_purpose()
    {
        using var host = await StartAsync(("O2X:Vin", AmiBus.Vin.Full));
        var engine = host.Services.GetRequiredService<IO2XEngine>();

        Assert.Equal(UnsubscribeReply.Unsubscribed, await engine.UnsubscribeAsync("host"));
        await engine.SubscribeAsync(new SubscribeRequest { FirstTime = true, Vin = AmiBus.OtherVin });
        _clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(LinkState.Idle, engine.LinkReport.State);
        Assert.Equal(2, _transport.ScansStarted);
        await host.StopAsync();
    }

    [Fact]
    public async Task Does_not_begin_again_after_the_end_of_the_source()
    {
        using var host = await StartAsync(("O2X:Vin", AmiBus.Vin.Full));
        BecomeReady();

        _transport.Link.End(new LinkFault(LinkLossReason.EndOfSource));
        _clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(LinkState.Idle, host.Services.GetRequiredService<IO2XEngine>().LinkReport.State);
        Assert.Equal(1, _transport.ScansStarted);
        await host.StopAsync();
    }

    [Fact]
    public async Task Refuses_to_start_when_nobody_can_tell_the_vehicle()
    {
        using var host = Build(new ScriptedTransport(_clock, TransportKind.Bluetooth), ("O2X:AutoSubscribe", "true"));

        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

        Assert.Equal(
            "The O2X engine cannot subscribe: no vehicle is remembered yet, and the source cannot tell which one it hears. "
            + "Set O2X:Vin, or O2X:AutoSubscribe to false.",
            problem.Message);
    }

    [Fact]
    public async Task Refuses_to_start_when_the_vehicle_cannot_be_saved()
    {
        var folder = Directory.CreateTempSubdirectory("o2x-hosting-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, FileVehicleStore.FileName));
        try
        {
            using var host = Build(_transport, ("O2X:Vin", AmiBus.Vin.Full), ("O2X:StateDirectory", folder));

            var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

            Assert.StartsWith("The O2X engine cannot subscribe: its vehicle cannot be saved.", problem.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(null, null, true, null)]
    [InlineData(null, "VR1AB12C3D4567890", false, "VR1AB12C3D4567890")]
    [InlineData("VR1AB12C3D4567890", null, true, "VR1AB12C3D4567890")]
    [InlineData("VR1AB12C3D4567890", "VR1AB12C3D4567890", false, "VR1AB12C3D4567890")]
    [InlineData("VR1AB12C3D4567890", "VR1AB12C3D4567891", true, "VR1AB12C3D4567890")]
    public void Asks_for(string? wanted, string? remembered, bool firstTime, string? vin)
    {
        var request = AutoSubscriber.RequestFor(VinOf(wanted), VinOf(remembered));

        Assert.Equal((firstTime, vin), (request.FirstTime, request.Vin?.Full));
        Assert.Equal(WhenUnavailable.Wait, request.WhenUnavailable);

        static Vin? VinOf(string? text) => text is null ? null : Vin.Parse(text);
    }

    private static IHost Build(ScriptedTransport transport, params (string Key, string? Value)[] settings) =>
        TestHost.Build(services => services.AddO2X(o2x => o2x.WithTransport(_ => transport)), settings);

    private async Task<IHost> StartAsync(params (string Key, string? Value)[] settings)
    {
        var host = Build(_transport, settings);
        await host.StartAsync();
        return host;
    }

    private void BecomeReady()
    {
        _transport.Sight();
        _transport.Link.Everything();
        _transport.Link.SayVin(AmiBus.Vin);
    }

    /// <summary>A store whose disk is full for a while.</summary>
    private sealed class BrokenStore : IVehicleStore, IOpenVehicleStore
    {
        public bool IsBroken { get; set; }

        public StoredVehicle Content => StoredVehicle.Nothing;

        public StoredVehicle Read() => Content;

        public IOpenVehicleStore Open() => this;

        public void Dispose()
        {
        }

        public Task SaveAsync(StoredVehicle vehicle) =>
            IsBroken ? Task.FromException(new IOException("There is no room on the disk.")) : Task.CompletedTask;
    }
}
