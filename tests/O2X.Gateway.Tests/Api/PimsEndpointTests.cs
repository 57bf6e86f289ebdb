using System.Net;
using System.Text.Json;
using O2X.Actors;
using O2X.Simulator;

namespace O2X.Gateway.Tests.Api;

public class PimsEndpointTests
{
    private const string Subscribe =
        """{"method":"subscribe","api":"pims.vehicle.informations","parameters":{"actionType":"O2X","vin":"VIN","firstTime":true,"reception":"information"}}""";

    public static TheoryData<string, int, HttpStatusCode> Wrong => new()
    {
        { """{"api":"pims.vehicle.vin"}""", 2101, HttpStatusCode.BadRequest },
        { """{"method":"initialize"}""", 2102, HttpStatusCode.BadRequest },
        { """{"method":"get","api":7}""", 2102, HttpStatusCode.BadRequest },
        { """{"method":"get","api":"pims.vehicle.vin","parameters":[]}""", 2102, HttpStatusCode.BadRequest },
        { """{"method":"get","api":"pims.vehicle.vin","id":1}""", 2102, HttpStatusCode.BadRequest },
        { """{"method":"get","api":"pims.vehicle.vin","parameters":{"\udc00":1}}""", 2102, HttpStatusCode.BadRequest },
        { """{"method":"get"}""", 2002, HttpStatusCode.NotFound },
        { """{"method":"get","api":"pims.nothing"}""", 2002, HttpStatusCode.NotFound },
        { """{"method":"get","api":"pims.vehicle.trips"}""", 2003, HttpStatusCode.NotFound },
        { """{"method":"get","api":"pims.sdk.log"}""", 2344, HttpStatusCode.NotFound },
        { """{"method":"get","api":"pims.vehicle.informations"}""", 2101, HttpStatusCode.BadRequest },
        { """{"method":"get","api":"pims.vehicle.informations","parameters":{"actionType":"X"}}""", 2102, HttpStatusCode.BadRequest },
        { """{"method":"get","api":"pims.vehicle.informations","parameters":{"actionType":"O2X"}}""", 2345, HttpStatusCode.NotFound },
        { """{"method":"set","api":"pims.vehicle.timeout","parameters":{"scan":0}}""", 2102, HttpStatusCode.BadRequest },
        { """{"method":"unsubscribe","api":"pims.vehicle.event"}""", 2365, HttpStatusCode.NotFound },
        { """{"method":"subscribe","api":"pims.vehicle.informations","parameters":{"actionType":"O2X"}}""", 2101, HttpStatusCode.BadRequest },
    };

    [Fact]
    public async Task Answers_as_the_facade_does()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        var vin = await CallAsync(host, """{"method":"get","api":"pims.vehicle.vin"}""");

        Assert.Equal("SUCCEEDED", vin.GetProperty("status").GetString());
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}$", vin.GetProperty("transactionId").GetString());
        Assert.Equal($$"""{"vin":"{{SimulatedWorld.DefaultVin.Full}}"}""", vin.GetProperty("result").GetRawText());
        var information = await CallAsync(host, """{"method":"get","api":"pims.vehicle.informations-O2X","parameters":{"actionType":"O2X"}}""");
        Assert.Equal(SimulatedWorld.DefaultVin.Full, information.GetProperty("result").GetProperty("vin").GetString());
    }

    [Fact]
    public async Task Sets_what_the_facade_sets()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        await CallAsync(host, """{"method":"set","api":"pims.vehicle.timeout","parameters":{"scan":7000,"unknown":1}}""");

        Assert.Equal(TimeSpan.FromSeconds(7), host.Engine.Timeouts.Scan);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Refuses_with_the_code_of_the_sdk(string body, int code, HttpStatusCode status)
    {
        await using var host = await GatewayHost.StartAsync();

        Assert.Equal(code, await (await host.SendAsync("POST", "/api/pims", body)).CodeAsync(status));
    }

    [Fact]
    public async Task Is_the_same_owner_as_the_page_and_the_resources()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        var subscribe = Subscribe.Replace("VIN", SimulatedWorld.DefaultVin.Full, StringComparison.Ordinal);
        Assert.Equal(2005, await (await host.SendAsync("POST", "/api/pims", subscribe)).CodeAsync(HttpStatusCode.Conflict));

        await CallAsync(host, """{"method":"unsubscribe","api":"pims.vehicle.informations"}""");
        Assert.Equal(LinkState.Idle, host.View.Link.State);
        Assert.Equal(2000, await (await host.SendAsync("POST", "/api/pims", """{"method":"get","api":"pims.vehicle.vin"}""")).CodeAsync(HttpStatusCode.Conflict));
        await CallAsync(host, subscribe);
        host.BecomeReady();
        Assert.False(host.Owner.LastWasOwn);
    }

    [Fact]
    public async Task Names_the_call_also_when_it_is_refused()
    {
        await using var host = await GatewayHost.StartAsync();
        using var response = await host.SendAsync("POST", "/api/pims", """{"method":"get","api":"pims.nothing"}""");

        var problem = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}$", problem.GetProperty("transactionId").GetString());
        Assert.Equal("API not supported", problem.GetProperty("title").GetString());
    }

    private static async Task<JsonElement> CallAsync(GatewayHost host, string body) => await (await host.SendAsync("POST", "/api/pims", body)).GoodAsync();
}
