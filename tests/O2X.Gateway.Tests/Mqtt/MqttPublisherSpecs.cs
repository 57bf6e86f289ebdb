using Microsoft.Extensions.DependencyInjection;
using O2X.Actors;
using O2X.Gateway.Mqtt;
using O2X.Simulator;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Gateway.Tests.Mqtt;

public class MqttPublisherSpecs
{
    [Fact]
    public async Task Retains_what_who_comes_late_needs()
    {
        await using var bench = await MqttBench.StartReadyAsync();

        Assert.Equal("online", bench.Retained("gateway"));
        Assert.Equal("online", bench.Retained("linked"));
        Assert.Equal("ready", bench.Json("link").GetProperty("state").GetString());
        Assert.Equal("parked", bench.Json("status").GetProperty("status").GetString());
        Assert.Equal(bench.Host.View.Snapshot!.Value.StateOfCharge, bench.Json("values").GetProperty("charge").GetInt32());
        Assert.Equal("0", bench.Retained("age"));
        Assert.Contains($"homeassistant/device/o2x_{bench.Id}/config", bench.Broker.Retained.Keys);
        Assert.Equal(MqttPhase.Connected, bench.State.Phase);
    }

    [Fact]
    public async Task Publishes_each_value_as_the_vehicle_tells_it()
    {
        await using var bench = await MqttBench.StartReadyAsync();
        var state = bench.Host.View.Snapshot!.Value;
        var values = bench.Json("values");

        Assert.Equal(state.RemainingRange, values.GetProperty("range").GetInt32());
        Assert.Equal(state.Odometer, values.GetProperty("odometer").GetDecimal());
        Assert.Equal("parked", values.GetProperty("status").GetString());
        Assert.Equal(0, values.GetProperty("speed").GetInt32());
        Assert.Equal(state.ParkBrake == ParkBrakeStatus.Activated, values.GetProperty("parkBrake").GetBoolean());
        Assert.False(values.GetProperty("alerts").GetProperty("stop").GetBoolean());
        Assert.EndsWith(":00Z", values.GetProperty("heardAt").GetString(), StringComparison.Ordinal);
        Assert.Equal(values.GetProperty("range").GetRawText(), bench.Retained("evcc/range"));
        Assert.Equal(values.GetProperty("odometer").GetDecimal().ToString(System.Globalization.CultureInfo.InvariantCulture), bench.Retained("evcc/odometer"));
    }

    [Fact]
    public async Task Tells_evcc_that_it_charges_and_that_it_is_driven()
    {
        await using var bench = await MqttBench.StartReadyAsync();
        bench.Host.World.Car.PlugIn();
        bench.Host.Pass(20);
        Assert.Equal("C", bench.Retained("evcc/status"));
        bench.Host.World.Car.StartDriving();
        bench.Host.Pass(20);

        Assert.Equal("A", bench.Retained("evcc/status"));
    }

    [Fact]
    public async Task Counts_a_broker_that_is_away_as_degraded()
    {
        await using var bench = await MqttBench.StartReadyAsync(broker: broker => broker.Refuses = "Nobody is at home.");
        var health = bench.Host.Get<Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckService>();
        var report = (await health.CheckHealthAsync(check => check.Name == "mqtt")).Entries["mqtt"];

        Assert.Equal((Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Degraded, "Nobody is at home."), (report.Status, report.Description));
        bench.Broker.Refuses = null;
        bench.Host.Pass(60);
        Assert.Equal(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy, (await health.CheckHealthAsync(check => check.Name == "mqtt")).Status);
    }

    [Fact]
    public async Task Tells_how_home_assistant_shows_it_before_anything_else()
    {
        await using var bench = await MqttBench.StartAsync();

        Assert.Equal(
            [$"homeassistant/device/o2x_{bench.Id}/config", bench.Topic("gateway")], bench.Broker.Arrived.Take(2).Select(message => message.Topic));
    }

    [Fact]
    public async Task Retains_no_event()
    {
        await using var bench = await MqttBench.StartReadyAsync();
        Say(bench, 1);
        bench.Host.Pass(1);

        var happened = bench.Broker.Arrived.Single(message => message.Topic == bench.Topic("event"));
        Assert.False(happened.IsRetained);
        Assert.Contains("\"event_type\":\"cantCharge\"", happened.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publishes_values_that_have_not_changed_only_once()
    {
        await using var bench = await MqttBench.StartReadyAsync();
        var before = bench.Broker.Texts(bench.Topic("values")).Count();
        var last = bench.Retained("values");
        bench.Host.Pass(30);

        var after = bench.Broker.Texts(bench.Topic("values")).Skip(before).ToList();
        Assert.Equal(after.Count, after.Prepend(last).Zip(after, (one, next) => one != next).Count(differs => differs));
        Assert.InRange(after.Count, 0, 30);
    }

    [Fact]
    public async Task Keeps_charge_range_and_odometer_while_the_link_is_away()
    {
        await using var bench = await MqttBench.StartReadyAsync();
        var charge = bench.Json("values").GetProperty("charge").GetInt32();
        bench.Host.World.Dongle.InRange = false;
        bench.Host.Pass(600);

        Assert.Equal("offline", bench.Retained("linked"));
        Assert.Equal("online", bench.Retained("gateway"));
        var values = bench.Json("values");
        Assert.Equal(charge, values.GetProperty("charge").GetInt32());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, values.GetProperty("speed").ValueKind);
        Assert.InRange(int.Parse(bench.Retained("age")!, System.Globalization.CultureInfo.InvariantCulture), 9, 10);
        Assert.Null(bench.Retained("evcc/status"));
        Assert.Equal(charge.ToString(System.Globalization.CultureInfo.InvariantCulture), bench.Retained("evcc/soc"));
    }

    [Fact]
    public async Task Leaves_a_will_that_says_that_the_gateway_is_away()
    {
        await using var bench = await MqttBench.StartReadyAsync();

        Assert.Equal((bench.Topic("gateway"), "offline", true), (bench.Broker.Hellos[0].Will.Topic, bench.Broker.Hellos[0].Will.Text, bench.Broker.Hellos[0].Will.IsRetained));
        bench.Broker.Lose();
        Assert.Equal("offline", bench.Retained("gateway"));
        bench.Host.Pass(2);
        Assert.Equal("online", bench.Retained("gateway"));
    }

    [Fact]
    public async Task Says_goodbye_when_it_is_stopped()
    {
        await using var bench = await MqttBench.StartReadyAsync();
        Say(bench, 1);
        await bench.Host.StopAsync();

        Assert.Equal("offline", bench.Retained("gateway"));
        Assert.Single(bench.Broker.Texts(bench.Topic("event")));
        Assert.False(bench.Broker.HasClient);
    }

    [Fact]
    public async Task Tells_everything_anew_when_home_assistant_has_started()
    {
        await using var bench = await MqttBench.StartReadyAsync();
        Assert.Contains("homeassistant/status", bench.Broker.Subscriptions);
        var discovery = $"homeassistant/device/o2x_{bench.Id}/config";
        bench.Broker.Arrived.Clear();
        await bench.Broker.DeliverAsync(new BrokerMessage("homeassistant/status", "offline"u8.ToArray()));
        bench.Host.Pass(1);
        Assert.Empty(bench.Broker.Texts(discovery));

        await bench.Broker.DeliverAsync(new BrokerMessage("homeassistant/status", "online"u8.ToArray()));
        bench.Host.Pass(1);
        foreach (var topic in new[] { discovery, bench.Topic("gateway"), bench.Topic("linked"), bench.Topic("link"), bench.Topic("status") })
            Assert.Single(bench.Broker.Texts(topic));
        Assert.NotEmpty(bench.Broker.Texts(bench.Topic("values")));
    }

    [Fact]
    public async Task Takes_back_what_home_assistant_was_told_when_it_is_switched_off()
    {
        await using var bench = await MqttBench.StartAsync(
            new() { ["O2X:Gateway:Mqtt:HomeAssistant"] = "false" });

        Assert.True(bench.Broker.Arrived.Single(message => message.Topic.StartsWith("homeassistant/", StringComparison.Ordinal)) is { IsRetained: true, Payload.IsEmpty: true });
        Assert.Empty(bench.Broker.Subscriptions);
    }

    [Fact]
    public async Task Tells_evcc_nothing_when_it_is_switched_off()
    {
        await using var bench = await MqttBench.StartReadyAsync(new() { ["O2X:Gateway:Mqtt:Evcc"] = "false" });

        Assert.DoesNotContain(bench.Broker.Retained.Keys, topic => topic.Contains("/evcc/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Waits_longer_and_longer_up_to_a_minute()
    {
        await using var bench = await MqttBench.StartAsync(broker: broker => broker.Refuses = "Nobody is at home.");
        foreach (var seconds in new[] { 1, 2, 4, 8, 16, 32, 60, 60 })
        {
            Assert.Equal((MqttPhase.Waiting, "Nobody is at home.", TimeSpan.FromSeconds(seconds)), (bench.State.Phase, bench.State.Problem, bench.State.NextAttemptIn!.Value));
            var before = bench.Broker.Attempts;
            bench.Host.Pass(seconds - 0.001);
            Assert.Equal(before, bench.Broker.Attempts);
            bench.Host.Pass(0.001);
            Assert.Equal(before + 1, bench.Broker.Attempts);
        }

        bench.Broker.Refuses = null;
        bench.Host.Pass(60);
        Assert.Equal((MqttPhase.Connected, null), (bench.State.Phase, bench.State.Problem));
    }

    [Fact]
    public async Task Comes_back_at_once_only_after_a_connection_that_held()
    {
        await using var bench = await MqttBench.StartAsync();
        bench.Broker.Lose();
        Assert.Equal(1, bench.State.NextAttemptIn!.Value.TotalSeconds);
        bench.Host.Pass(1);
        bench.Broker.Lose();
        Assert.Equal(2, bench.State.NextAttemptIn!.Value.TotalSeconds);
        bench.Host.Pass(2);
        bench.Host.Pass(10);
        bench.Broker.Lose();

        Assert.Equal(1, bench.State.NextAttemptIn!.Value.TotalSeconds);
    }

    [Fact]
    public async Task Loses_no_event_while_the_broker_is_away_and_keeps_their_order()
    {
        await using var bench = await MqttBench.StartReadyAsync(new() { ["O2X:Gateway:ListenerLimit"] = "16" });
        bench.Broker.Refuses = "It is away.";
        bench.Broker.Lose();
        // Far more than wait in memory.
        Say(bench, 500);
        bench.Broker.Refuses = null;
        bench.Broker.Arrived.Clear();
        bench.Host.Pass(60);

        var ids = bench.Broker.Texts(bench.Topic("event")).Select(text => System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("id").GetInt64()).ToList();
        Assert.Equal(500, ids.Count);
        Assert.Equal(ids.Order(), ids);
        Assert.Equal(500, ids.Distinct().Count());
        Assert.Empty(bench.Broker.Texts(bench.Topic("gap")));
        Assert.Equal("ready", bench.Json("link").GetProperty("state").GetString());
    }

    [Fact]
    public async Task Says_what_it_could_not_keep_for_the_broker()
    {
        await using var bench = await MqttBench.StartReadyAsync(new() { ["O2X:Gateway:ListenerLimit"] = "16" });
        bench.Broker.Refuses = "It is away.";
        bench.Broker.Lose();
        Say(bench, 10_500);
        bench.Broker.Refuses = null;
        bench.Host.Pass(60);

        Assert.Contains("lostUpTo", bench.Broker.Texts(bench.Topic("gap")).Single(), StringComparison.Ordinal);
        Assert.Equal(10_000, bench.Broker.Texts(bench.Topic("event")).Count());
    }

    [Fact]
    public async Task Sends_an_event_again_whose_arrival_is_not_known()
    {
        await using var bench = await MqttBench.StartReadyAsync();
        Say(bench, 3);
        bench.Broker.LosesAfter = 1;
        bench.Host.Pass(1);
        Assert.Single(bench.Broker.Texts(bench.Topic("event")));
        bench.Host.Pass(5);

        Assert.Equal(3, bench.Broker.Texts(bench.Topic("event")).Count());
    }

    [Fact]
    public async Task Tells_a_broker_that_has_forgotten_everything_anew()
    {
        await using var bench = await MqttBench.StartReadyAsync();
        var before = bench.Broker.Retained.Keys.Order().ToList();
        bench.Broker.Lose();
        bench.Broker.Retained.Clear();
        bench.Host.Pass(3);

        Assert.Equal(before, bench.Broker.Retained.Keys.Order());
    }

    [Fact]
    public async Task Goes_on_when_a_topic_is_forbidden_and_says_so()
    {
        await using var bench = await MqttBench.StartAsync(
            broker: broker => broker.Forbidden.Add("homeassistant/status"));
        bench.Broker.Forbidden.Add(bench.Topic("values"));
        bench.Host.BecomeReady();
        bench.Host.Pass(2);

        Assert.Equal((MqttPhase.Connected, $"Nobody may publish to {bench.Topic("values")}."), (bench.State.Phase, bench.State.Problem));
        Assert.Equal("online", bench.Retained("linked"));
    }

    [Fact]
    public async Task Names_no_vin_anywhere()
    {
        await using var bench = await MqttBench.StartReadyAsync();
        Say(bench, 1);
        bench.Host.Pass(1);

        var all = bench.Broker.Arrived.Select(message => message.Topic + message.Text).Concat(bench.Broker.Hellos.Select(hello => hello.ClientId));
        Assert.DoesNotContain(all, text => text.Contains(SimulatedWorld.DefaultVin.Full, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Has_topics_of_its_own_for_another_vehicle()
    {
        await using var bench = await MqttBench.StartReadyAsync();
        var first = bench.Id;
        bench.Host.Directory.Settle(AmiBus.OtherVin);
        bench.Host.Pass(1);

        Assert.NotEqual(first, bench.Id);
        Assert.Equal("offline", bench.Broker.Retained[$"o2x/{first}/gateway"]);
        Assert.Equal("online", bench.Retained("gateway"));
        Assert.Equal($"o2x-{bench.Id}", bench.Broker.Hellos[^1].ClientId);
    }

    [Fact]
    public async Task Takes_back_everything_of_a_vehicle_that_is_forgotten()
    {
        await using var bench = await MqttBench.StartReadyAsync();
        var first = bench.Id;
        Assert.Contains(bench.Broker.Retained.Keys, topic => topic.Contains(first, StringComparison.Ordinal));
        bench.Broker.Refuses = "It is away.";
        bench.Broker.Lose();
        bench.Host.Directory.Forget(bench.Host.Directory.Current.Id);
        bench.Broker.Refuses = null;
        bench.Host.Pass(60);

        Assert.DoesNotContain(bench.Broker.Retained.Keys, topic => topic.Contains(first, StringComparison.Ordinal));
        Assert.Equal("online", bench.Retained("gateway"));
    }

    [Fact]
    public async Task Publishes_after_a_restart_what_the_broker_missed_before()
    {
        using var folder = new TemporaryFolder();
        var journal = new O2X.Gateway.Feed.MemoryJournal();
        var settings = new Dictionary<string, string?> { ["O2X:Gateway:StateDirectory"] = folder.FullPath };
        await using (var before = await MqttBench.StartAsync(settings, services: services => services.AddSingleton<O2X.Gateway.Feed.IEventJournal>(journal)))
        {
            Say(before, 1);
            before.Host.Pass(1);
            Assert.Single(before.Broker.Texts(before.Topic("event")));
            before.Broker.Refuses = "It is away.";
            before.Broker.Lose();
            Say(before, 3);
            await before.Host.StopAsync();
        }

        await using var bench = await MqttBench.StartAsync(settings, services: services => services.AddSingleton<O2X.Gateway.Feed.IEventJournal>(journal));
        bench.Host.Pass(1);
        Assert.Equal(3, bench.Broker.Texts(bench.Topic("event")).Count());
        Assert.Empty(bench.Broker.Texts(bench.Topic("gap")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"sent\":-1}")]
    [InlineData("{\"sent\":\"1\"}")]
    public async Task Begins_anew_when_what_it_kept_cannot_be_read(string text)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("sim"));
        File.WriteAllText(Path.Combine(folder.File("sim"), MqttPosition.Name), text);
        await using var bench = await MqttBench.StartAsync(new() { ["O2X:Gateway:StateDirectory"] = folder.FullPath });

        Assert.Equal(MqttPhase.Connected, bench.State.Phase);
        Assert.Empty(bench.Broker.Texts(bench.Topic("gap")));
    }

    [Fact]
    public async Task Has_no_client_without_a_broker()
    {
        await using var host = await GatewayHost.StartReadyAsync();

        Assert.Equal(MqttPhase.Off, host.Get<MqttMonitor>().State.Phase);
        Assert.Null(host.Services.GetService(typeof(IBroker)));
    }

    private static void Say(MqttBench bench, int times)
    {
        for (var i = 0; i < times; i++)
            bench.Host.Feed.TellEvent(bench.Host.Directory.Current.Id, new VehicleEvent(VehicleEventKind.CantCharge, bench.Host.Clock.GetUtcNow()));
    }
}
