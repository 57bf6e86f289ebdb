using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using O2X.Actors.Hosting.Health;
using O2X.Links;
using O2X.Links.Time;
using O2X.TestKit;

namespace O2X.Actors.Hosting.Tests.Health;

public class HealthCheckSpecs
{
    private readonly VirtualClock _clock = new(EngineBench.Start);
    private readonly ScriptedTransport _transport;

    public HealthCheckSpecs() => _transport = new ScriptedTransport(_clock);

    [Fact]
    public async Task Tells_what_is_known()
    {
        using var host = await StartAsync();
        BecomeReady();
        _clock.Advance(TimeSpan.FromSeconds(2));

        var ready = await CheckAsync(host);

        Assert.Equal((HealthStatus.Healthy, "Data flow from VR1**********7890."), (ready.Status, ready.Description));
        Assert.Equal(
            ["data=flowing", "engine=o2x", "failedAttempts=0", "lastDataAgeSeconds=2", "state=ready", "vin=VR1**********7890"], DataOf(ready));
        await host.StopAsync();
    }

    [Fact]
    public async Task Counts_the_age_of_data_and_the_time_of_a_search_also_when_the_clock_is_set()
    {
        using var host = await StartAsync();
        _clock.Advance(TimeSpan.FromSeconds(2));
        _clock.SetUtcNow(EngineBench.Start.AddDays(40));
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(host)).Status);

        BecomeReady();
        _clock.Advance(TimeSpan.FromSeconds(2));
        _clock.SetUtcNow(EngineBench.Start);

        Assert.Equal(2.0, (await CheckAsync(host)).Data["lastDataAgeSeconds"]);
        await host.StopAsync();
    }

    [Fact]
    public async Task Is_healthy_while_the_vehicle_sleeps()
    {
        using var host = await StartAsync();
        BecomeReady();
        _clock.Advance(TimeSpan.FromHours(10));

        var asleep = await CheckAsync(host);

        Assert.Equal((HealthStatus.Healthy, "VR1**********7890 sleeps: its bus is silent."), (asleep.Status, asleep.Description));
        Assert.Equal(
            ["data=idle", "engine=o2x", "failedAttempts=0", "lastDataAgeSeconds=36000", "reason=busSilent", "state=scanning", "vin=VR1**********7890"],
            DataOf(asleep));
        await host.StopAsync();
    }

    [Fact]
    public async Task Is_healthy_without_a_subscription()
    {
        using var host = await StartAsync(vin: null);

        var idle = await CheckAsync(host);

        Assert.Equal(HealthStatus.Healthy, idle.Status);
        Assert.Equal(["data=none", "engine=o2x", "failedAttempts=0", "state=idle"], DataOf(idle));
        await host.StopAsync();
    }

    [Fact]
    public async Task Is_degraded_while_the_source_cannot_be_used()
    {
        using var host = await StartAsync();
        _transport.Become(new TransportState(Availability.Off, "can0 is down.", $"Ask the owner of {AmiBus.Vin.Full}."));

        var off = await CheckAsync(host);

        Assert.Equal((HealthStatus.Degraded, "The source cannot be used: can0 is down."), (off.Status, off.Description));
        Assert.Equal("adapterOff", off.Data["reason"]);
        Assert.Equal("Ask the owner of VR1**********7890.", off.Data["advice"]);
        await host.StopAsync();
    }

    [Fact]
    public async Task Is_degraded_from_the_first_search_in_vain_until_the_vehicle_is_linked()
    {
        using var host = await StartAsync();
        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(host)).Status);

        _clock.Advance(TimeSpan.FromSeconds(2));
        var sought = await CheckAsync(host);
        Assert.Equal((HealthStatus.Degraded, "VR1**********7890 is not found, and is sought again."), (sought.Status, sought.Description));

        BecomeReady();
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(host)).Status);
        await host.StopAsync();
    }

    [Fact]
    public async Task Is_degraded_while_attempts_fail()
    {
        using var host = await StartAsync();
        _transport.Connect.Fail(LinkLossReason.OutOfSlots, "The adapter has no room for another link.");
        _transport.Sight();

        var failing = await CheckAsync(host);

        Assert.Equal(
            (HealthStatus.Degraded, "An attempt has failed: The adapter has no room for another link."), (failing.Status, failing.Description));
        Assert.Equal(1, failing.Data["failedAttempts"]);
        await host.StopAsync();
    }

    [Fact]
    public async Task Is_unhealthy_when_the_engine_was_disposed_of()
    {
        using var host = await StartAsync();
        await host.Services.GetRequiredService<IO2XEngine>().DisposeAsync();

        Assert.Equal(
            (HealthStatus.Unhealthy, "The O2X engine has ended, and does not come back by itself."), Said(await CheckAsync(host)));
        await host.StopAsync();
    }

    [Fact]
    public async Task Is_unhealthy_when_the_actors_of_the_engine_were_stopped()
    {
        using var host = await StartAsync();
        BecomeReady();
        host.Services.GetRequiredService<ActorSystem>().ActorSelection("/user/o2x-*").Tell(PoisonPill.Instance, ActorRefs.NoSender);
        await host.Services.GetRequiredService<IO2XEngine>().Completion;

        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(host)).Status);
        await host.StopAsync();
    }

    [Fact]
    public async Task Is_unhealthy_when_the_actor_system_has_ended()
    {
        using var host = await StartAsync();
        BecomeReady();
        await host.Services.GetRequiredService<ActorSystem>().Terminate();

        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(host)).Status);
        await host.StopAsync();
    }

    [Fact]
    public async Task Is_unhealthy_when_no_such_engine_was_started()
    {
        using var host = TestHost.Build(services => services.AddHealthChecks().AddO2XHealthCheck("left"));
        using var empty = TestHost.Build(services => services.AddAkka("empty", _ => { }).AddHealthChecks().AddO2XHealthCheck());

        Assert.Equal((HealthStatus.Unhealthy, "The O2X engine 'left' was not started."), Said(await CheckAsync(host, "o2x-left")));
        Assert.Equal((HealthStatus.Unhealthy, "The O2X engine was not started."), Said(await CheckAsync(empty)));
        await empty.Services.GetRequiredService<ActorSystem>().Terminate();
    }

    [Fact]
    public async Task Is_chosen_by_the_name_of_the_engine()
    {
        using var host = TestHost.Build(services => services
            .AddO2X("left", o2x => o2x.WithTransport(_ => _transport))
            .AddO2X("right", o2x => o2x.WithTransport(_ => new ScriptedTransport(_clock)))
            .AddHealthChecks()
            .AddO2XHealthCheck("left", tags: ["ready"])
            .AddO2XHealthCheck("right", name: "second", failureStatus: HealthStatus.Degraded));
        await host.StartAsync();
        await host.Services.GetRequiredKeyedService<IO2XEngine>("right").DisposeAsync();

        var left = await CheckAsync(host, "o2x-left");
        var right = await CheckAsync(host, "second");

        Assert.Equal((HealthStatus.Healthy, "left"), (left.Status, left.Data["engine"]));
        Assert.Equal(["ready"], left.Tags);
        Assert.Equal((HealthStatus.Degraded, "right"), (right.Status, right.Data["engine"]));
        await host.StopAsync();
    }

    [Fact]
    public void Refuses_a_name_that_no_engine_can_have() =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddHealthChecks().AddO2XHealthCheck("left wheel"));

    private static async Task<HealthReportEntry> CheckAsync(IHost host, string name = "o2x")
    {
        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        return report.Entries[name];
    }

    private static (HealthStatus Status, string? Description) Said(HealthReportEntry entry) => (entry.Status, entry.Description);

    private static IEnumerable<string> DataOf(HealthReportEntry entry) =>
        entry.Data.Select(value => $"{value.Key}={value.Value}").Order(StringComparer.Ordinal);

    private async Task<IHost> StartAsync(string? vin = "VR1AB12C3D4567890")
    {
        var host = TestHost.Build(
            services => services.AddO2X(o2x => o2x.WithTransport(_ => _transport)).AddHealthChecks().AddO2XHealthCheck(),
            ("O2X:Vin", vin));
        await host.StartAsync();
        return host;
    }

    private void BecomeReady()
    {
        _transport.Sight();
        _transport.Link.Everything();
        _transport.Link.SayVin(AmiBus.Vin);
    }
}
