using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using O2X.Actors;
using O2X.Gateway.Feed;
using O2X.Gateway.Tests.Security;
using O2X.Simulator;

namespace O2X.Gateway.Tests.Operation;

public class HealthTests
{
    [Fact]
    public async Task Lives_without_a_vehicle()
    {
        await using var host = await GatewayHost.StartAsync();

        Assert.Equal("""{"status":"alive"}""", await host.Client.GetStringAsync("/health/live"));
    }

    [Fact]
    public async Task Is_ready_and_calls_the_vehicle_by_its_alias()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        using var answer = JsonDocument.Parse(await host.Client.GetStringAsync("/health/ready"));
        var checks = answer.RootElement.GetProperty("checks").EnumerateObject();

        Assert.Equal("ready", answer.RootElement.GetProperty("status").GetString());
        Assert.Empty(answer.RootElement.GetProperty("notReady").EnumerateArray());
        Assert.All(checks, check => Assert.Equal("ready", check.Value.GetProperty("status").GetString()));
        Assert.Equal("Data flow from car.", answer.RootElement.GetProperty("checks").GetProperty("engine").GetProperty("words").GetString());
        Assert.Equal("What happens is kept.", answer.RootElement.GetProperty("checks").GetProperty("journal").GetProperty("words").GetString());
    }

    [Fact]
    public async Task Is_degraded_and_says_why_when_the_vehicle_is_not_there()
    {
        await using var host = await GatewayHost.StartAsync(world: world => world.Radio.Power(false));
        using var response = await host.Client.GetAsync("/health/ready");
        var answer = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith("""{"status":"degraded","notReady":[],"checks":{""", answer, StringComparison.Ordinal);
        Assert.Contains("\"engine\":{\"status\":\"degraded\",\"words\":\"The source cannot be used: ", answer, StringComparison.Ordinal);
        AssertNoVin(answer);
    }

    [Fact]
    public async Task Is_not_ready_when_the_engine_has_ended()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        await host.Engine.DisposeAsync();
        using var response = await host.Client.GetAsync("/health/ready");
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("notReady", answer.RootElement.GetProperty("status").GetString());
        Assert.StartsWith("engine: ", answer.RootElement.GetProperty("notReady")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_not_ready_while_what_happens_cannot_be_kept()
    {
        var journal = new FailingJournal();
        await using var host = await GatewayHost.StartReadyAsync(services: services => services.AddSingleton<IEventJournal>(journal));
        journal.IsFailing = true;
        await host.Owner.UnsubscribeAsync();
        using var failing = await host.Client.GetAsync("/health/ready");
        journal.IsFailing = false;
        host.Pass(1);
        using var again = await host.Client.GetAsync("/health/ready");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (failing.StatusCode, again.StatusCode));
        Assert.Contains("\"notReady\":[\"journal: Statuses, events and reports of the link cannot be kept, and wait.", await failing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_whoever_is_not_let_in_no_more_than_that()
    {
        await using var secured = await SecuredHost.StartAsync();
        using var stranger = await secured.GetAsync("/health/ready");
        using var known = await secured.GetAsync("/health/ready", SecuredHost.Key);

        Assert.Equal("""{"status":"ready"}""", await stranger.Content.ReadAsStringAsync());
        Assert.Contains("\"checks\"", await known.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static void AssertNoVin(string text)
    {
        Assert.DoesNotContain(SimulatedWorld.DefaultVin.Full, text, StringComparison.Ordinal);
        Assert.DoesNotContain("***", text, StringComparison.Ordinal);
    }
}
