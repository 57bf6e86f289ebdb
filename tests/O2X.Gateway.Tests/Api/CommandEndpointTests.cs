using System.Net;
using O2X.Actors;
using O2X.Simulator;
using O2X.TestKit;

namespace O2X.Gateway.Tests.Api;

public class CommandEndpointTests
{
    public static TheoryData<string, int> WrongTimeouts => new()
    {
        { """{"scan":0}""", 2102 },
        { """{"scan":86400001}""", 2102 },
        { """{"scan":null}""", 2102 },
        { """{"scan":"5000"}""", 2102 },
        { """{"looseConnection":1.5}""", 2102 },
        { """{"changeStatus":-1}""", 2102 },
        { """{"scna":5000}""", 2102 },
        { """{"scan":5000,"scan":6000}""", 2102 },
        { "[]", 2102 },
        { "{", 2102 },
        { """{"\ud800":1}""", 2102 },
        { "", 2101 },
    };

    public static TheoryData<string, int> WrongSubscriptions => new()
    {
        { """{"vin":"VR1AB12C3D456789"}""", 2102 },
        { """{"vin":17}""", 2102 },
        { """{"firstTime":1}""", 2102 },
        { """{"reception":"all"}""", 2102 },
        { """{"source":7}""", 2102 },
        { """{"source":"can:can0"}""", 2102 },
        { """{"actionType":"O2X"}""", 2102 },
        { """{"firstTime":true}""", 2101 },
    };

    [Fact]
    public async Task Sets_timeouts_and_keeps_what_is_left_out()
    {
        await using var host = await GatewayHost.StartAsync();
        using var response = await host.SendAsync("PUT", "/api/timeouts", """{"scan":30000,"changeStatus":250}""");

        Assert.Equal("""{"scan":30000,"looseConnection":5000,"changeStatus":250}""", (await response.GoodAsync()).GetRawText());
        Assert.Equal("""{"scan":30000,"looseConnection":5000,"changeStatus":250}""", await host.Client.GetStringAsync("/api/vehicles/car/timeouts"));
        Assert.Equal(TimeSpan.FromSeconds(30), host.Engine.Timeouts.Scan);
    }

    [Theory]
    [MemberData(nameof(WrongTimeouts))]
    public async Task Refuses_timeouts_that_are_none_and_sets_nothing(string body, int code)
    {
        await using var host = await GatewayHost.StartAsync();

        Assert.Equal(code, await (await host.SendAsync("PUT", "/api/timeouts", body)).CodeAsync(HttpStatusCode.BadRequest));
        Assert.Equal(new Timeouts(), host.Engine.Timeouts);
    }

    [Fact]
    public async Task Tells_what_is_subscribed_to()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        var subscription = await host.JsonAsync("/api/subscription");

        Assert.Equal(SimulatedWorld.DefaultVin.Full, subscription.GetProperty("vin").GetString());
        Assert.True(subscription.GetProperty("byItself").GetBoolean());
        Assert.Equal("ready", subscription.GetProperty("link").GetString());
    }

    [Fact]
    public async Task Unsubscribes_and_subscribes()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        using var ended = await host.SendAsync("DELETE", "/api/subscription");
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Equal(2365, await (await host.Client.GetAsync("/api/subscription")).CodeAsync(HttpStatusCode.NotFound));
        Assert.Equal(2365, await (await host.SendAsync("DELETE", "/api/subscription")).CodeAsync(HttpStatusCode.NotFound));

        using var again = await host.SendAsync("PUT", "/api/subscription", $$"""{"vin":"{{SimulatedWorld.DefaultVin.Full}}","firstTime":true,"reception":"status"}""");
        Assert.Equal("status", (await again.GoodAsync()).GetProperty("reception").GetString());
        host.BecomeReady();
        Assert.Equal(2005, await (await host.SendAsync("PUT", "/api/subscription", "{}")).CodeAsync(HttpStatusCode.Conflict));
        Assert.Equal(UnsubscribeReply.Unsubscribed, await host.Engine.UnsubscribeAsync("gateway"));
    }

    [Theory]
    [MemberData(nameof(WrongSubscriptions))]
    public async Task Refuses_a_subscription_that_is_none(string body, int code)
    {
        await using var host = await GatewayHost.StartAsync();
        await host.Owner.UnsubscribeAsync();

        Assert.Equal(code, await (await host.SendAsync("PUT", "/api/subscription", body)).CodeAsync(HttpStatusCode.BadRequest));
        Assert.Null(host.Owner.Subscription);
    }

    [Fact]
    public async Task Takes_no_other_vehicle_than_the_path_names()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        await host.Owner.UnsubscribeAsync();
        var body = $$"""{"vin":"{{AmiBus.OtherVin.Full}}","firstTime":true}""";

        Assert.Equal(2366, await (await host.SendAsync("PUT", "/api/vehicles/car/subscription", body)).CodeAsync(HttpStatusCode.Conflict));
        Assert.Equal(AmiBus.OtherVin.Full, (await (await host.SendAsync("PUT", "/api/subscription", body)).GoodAsync()).GetProperty("vin").GetString());
    }
}
