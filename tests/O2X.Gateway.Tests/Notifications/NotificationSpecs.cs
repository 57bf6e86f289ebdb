using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using O2X.Gateway.Notifications;
using O2X.Simulator;
using O2X.Vehicles;

namespace O2X.Gateway.Tests.Notifications;

public class NotificationSpecs
{
    private readonly FakeWebhook _webhook = new();

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "Webhook", "hooks.example", "O2X:Gateway:Notifications:Webhook cannot be an address; it must be one such as https://host/path, without a user name and a fragment." },
        { "Webhook", "https://me:secret@hooks.example", "O2X:Gateway:Notifications:Webhook cannot be an address; it must be one such as https://host/path, without a user name and a fragment." },
        { "LowChargePercent", "96", "O2X:Gateway:Notifications:LowChargePercent is 96; it must be between 1 and 95 %, or 0 for never." },
        { "LowChargePercent", "-1", "O2X:Gateway:Notifications:LowChargePercent is -1; it must be between 1 and 95 %, or 0 for never." },
        { "UnseenHours", "0.05", "O2X:Gateway:Notifications:UnseenHours is 0.05; it must be between 0.1 and 8760 h, or 0 for never." },
    };

    [Fact]
    public void Are_off_without_a_webhook()
    {
        var options = new NotificationOptions();

        Assert.Null(options.Webhook);
        Assert.Equal((20, 24d, true, true), (options.LowChargePercent, options.UnseenHours, options.ChargeEnd, options.CantCharge));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Name_the_key_and_what_is_allowed(string key, string value, string message)
    {
        var problem = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayHost.StartAsync(new() { [$"O2X:Gateway:Notifications:{key}"] = value }));

        Assert.Equal([message], problem.Failures);
    }

    [Fact]
    public async Task Tell_a_low_charge_without_the_vin()
    {
        await using var host = await StartAsync(world: world => world.Car.SetStateOfCharge(12.5));
        host.Pass(3);

        var body = JsonDocument.Parse(Assert.Single(_webhook.Bodies)).RootElement;
        Assert.Equal("lowCharge", body.GetProperty("kind").GetString());
        Assert.Equal("car: the charge is low (12 %).", body.GetProperty("text").GetString());
        Assert.Equal(12, body.GetProperty("charge").GetInt32());
        Assert.Equal(host.Directory.Current.Id.ToString(), body.GetProperty("vehicle").GetProperty("id").GetString());
        Assert.Equal("car", body.GetProperty("vehicle").GetProperty("alias").GetString());
        Assert.DoesNotContain(SimulatedWorld.DefaultVin.Full, _webhook.Bodies[0], StringComparison.OrdinalIgnoreCase);
        host.Pass(600);
        Assert.Single(_webhook.Bodies);
    }

    [Fact]
    public async Task Tell_that_charging_has_ended()
    {
        await using var host = await StartAsync();
        host.World.Car.PlugIn();
        host.Pass(30);
        Assert.Equal(VehicleStatus.Charging, host.View.Snapshot!.Value.Status);
        host.World.Car.Unplug();
        host.Pass(70);

        Assert.Equal(["chargeEnded"], _webhook.Kinds);
    }

    [Fact]
    public async Task Tell_that_it_cannot_charge()
    {
        await using var host = await StartAsync();
        host.World.Car.WantToChargeWithBrakeOff();
        host.Pass(120);

        Assert.Equal(["cantCharge"], _webhook.Kinds);
    }

    [Fact]
    public async Task Tell_that_it_was_not_heard_for_long()
    {
        await using var host = await StartAsync(new() { ["O2X:Gateway:Notifications:UnseenHours"] = "0.5" });
        host.World.Dongle.InRange = false;
        host.Pass(1700);
        Assert.Empty(_webhook.Kinds);
        host.Pass(150);
        Assert.Equal(["unseen"], _webhook.Kinds);
        host.Pass(3600);

        Assert.Equal(["unseen"], _webhook.Kinds);
    }

    [Fact]
    public async Task Tell_nothing_twice_over_a_restart()
    {
        using var folder = new TemporaryFolder();
        var settings = new Dictionary<string, string?> { ["O2X:Gateway:StateDirectory"] = folder.FullPath };
        await using (var before = await StartAsync(settings, world => world.Car.SetStateOfCharge(12)))
        {
            before.Pass(3);
            await before.StopAsync();
        }

        Assert.Equal(["lowCharge"], _webhook.Kinds);
        await using var host = await StartAsync(settings, world => world.Car.SetStateOfCharge(11));
        host.Pass(30);
        Assert.Equal(["lowCharge"], _webhook.Kinds);
    }

    [Fact]
    public async Task Try_again_later_and_later_what_did_not_arrive()
    {
        _webhook.Answer = HttpStatusCode.ServiceUnavailable;
        await using var host = await StartAsync(world: world => world.Car.SetStateOfCharge(12));
        host.Pass(1);
        Assert.Single(_webhook.Bodies);
        foreach (var wait in new[] { 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300 })
        {
            var before = _webhook.Bodies.Count;
            host.Pass(wait - 0.5);
            Assert.InRange(_webhook.Bodies.Count, before, before + 1);
            host.Pass(0.5);
            Assert.Equal(before + 1, _webhook.Bodies.Count);
        }

        Assert.Equal("hooks.example answers with 503.", State(host).Problem);
        Assert.Equal(1, State(host).Waiting);
        _webhook.Answer = HttpStatusCode.OK;
        host.Pass(300);
        Assert.Equal((0, null), (State(host).Waiting, State(host).Problem));
        Assert.Single(_webhook.Bodies.Select(body => JsonDocument.Parse(body).RootElement.GetProperty("id").GetGuid()).Distinct());
    }

    [Fact]
    public async Task Give_up_after_a_while()
    {
        _webhook.IsAway = true;
        await using var host = await StartAsync(world: world => world.Car.SetStateOfCharge(12));
        host.Pass(2 * 3600);

        Assert.Equal(NotificationService.MostAttempts, _webhook.Bodies.Count);
        Assert.Equal((0, "hooks.example cannot be reached: Connection refused."), (State(host).Waiting, State(host).Problem));
    }

    [Fact]
    public async Task Do_not_try_again_what_is_refused()
    {
        _webhook.Answer = HttpStatusCode.Forbidden;
        await using var host = await StartAsync(world: world => world.Car.SetStateOfCharge(12));
        host.Pass(600);

        Assert.Single(_webhook.Bodies);
        Assert.Equal("hooks.example does not take it: it answers with 403.", State(host).Problem);
    }

    [Fact]
    public async Task Follow_no_redirect()
    {
        _webhook.Answer = HttpStatusCode.TemporaryRedirect;
        await using var host = await StartAsync(world: world => world.Car.SetStateOfCharge(12));
        host.Pass(600);

        Assert.Equal([new Uri("https://hooks.example/secret")], _webhook.Addresses);
        Assert.Equal("hooks.example wants to send it elsewhere (307), which is not followed. Give the address where it ends.", State(host).Problem);
    }

    [Fact]
    public async Task Do_not_wait_for_an_answer_for_ever()
    {
        await using var host = await StartAsync();
        _webhook.Hangs = true;
        var test = host.Get<NotificationService>().TestAsync();
        Assert.False(test.IsCompleted);
        host.Pass(10);

        Assert.Equal(new Delivery(false, "hooks.example did not answer within 10 s.", CanBeRepeated: true), await test);
    }

    [Fact]
    public async Task Can_be_tested()
    {
        await using var host = await StartAsync();

        Assert.Equal(new Delivery(true, "It was delivered."), await host.Get<NotificationService>().TestAsync());
        Assert.Equal(["test"], _webhook.Kinds);
        Assert.Equal(host.Clock.GetUtcNow(), State(host).DeliveredAt);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, HttpStatusCode.NoContent)]
    [InlineData(HttpStatusCode.Forbidden, HttpStatusCode.BadGateway)]
    public async Task Can_be_tested_over_http(HttpStatusCode answer, HttpStatusCode told)
    {
        _webhook.Answer = answer;
        await using var host = await StartAsync();
        using var response = await host.Client.PostAsync("/api/notifications/test", content: null);

        Assert.Equal(told, response.StatusCode);
        Assert.Equal(["test"], _webhook.Kinds);
    }

    [Fact]
    public async Task Say_over_http_that_nobody_is_told()
    {
        await using var host = await GatewayHost.StartAsync();
        using var response = await host.Client.PostAsync("/api/notifications/test", content: null);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("O2X:Gateway:Notifications:Webhook", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Say_in_a_test_that_nobody_is_told()
    {
        await using var host = await GatewayHost.StartAsync();

        Assert.Equal(
            new Delivery(false, "No webhook is set. Give its address in O2X:Gateway:Notifications:Webhook."), await host.Get<NotificationService>().TestAsync());
        Assert.False(State(host).IsOn);
    }

    [Fact]
    public void Give_up_the_oldest_when_too_many_wait()
    {
        var queue = new NotificationQueue();
        var vehicle = new O2X.Gateway.Vehicles.VehicleIdentity(O2X.Gateway.Vehicles.VehicleId.New(), "car", null);
        var all = Enumerable.Range(0, NotificationQueue.Most + 2)
            .Select(number => new Notification(Guid.NewGuid(), NotificationKind.LowCharge, vehicle, default, number)).ToList();

        Assert.Equal(2, all.Count(queue.Add));
        Assert.Equal(NotificationQueue.Most, queue.Count);
        Assert.Equal(2, queue.Take()!.Charge);
    }

    private static NotificationState State(GatewayHost host) => host.Get<NotificationService>().State;

    private async Task<GatewayHost> StartAsync(Dictionary<string, string?>? settings = null, Action<SimulatedWorld>? world = null)
    {
        var all = new Dictionary<string, string?>(settings ?? []) { ["O2X:Gateway:Notifications:Webhook"] = "https://hooks.example/secret" };
        return await GatewayHost.StartReadyAsync(all, services => services.AddSingleton(_webhook.Transport), world);
    }
}
