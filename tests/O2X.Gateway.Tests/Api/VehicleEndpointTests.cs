using System.Net;
using O2X.Simulator;

namespace O2X.Gateway.Tests.Api;

public class VehicleEndpointTests
{
    [Fact]
    public async Task Tells_the_last_information_by_all_names_of_the_vehicle()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        var id = host.Directory.Current.Id;

        foreach (var path in new[] { "/api/information", "/api/vehicles/car/information", $"/api/vehicles/{id}/information" })
            Assert.Equal(SimulatedWorld.DefaultVin.Full, (await host.JsonAsync(path)).GetProperty("vin").GetString());
    }

    [Fact]
    public async Task Says_with_the_code_that_nothing_was_received_yet()
    {
        await using var host = await GatewayHost.StartAsync();

        Assert.Equal(2345, await (await host.Client.GetAsync("/api/information")).CodeAsync(HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Knows_no_vehicle_of_another_name()
    {
        await using var host = await GatewayHost.StartReadyAsync();

        foreach (var path in new[] { "information", "vin", "values", "link", "timeouts", "subscription", "events", "stream", "export/trips.csv" })
        {
            using var response = await host.Client.GetAsync($"/api/vehicles/{SimulatedWorld.DefaultVin.Full}/{path}");
            Assert.Equal(2102, await response.CodeAsync(HttpStatusCode.NotFound));
        }
    }

    [Fact]
    public async Task Lists_vehicles_without_their_vins()
    {
        await using var host = await GatewayHost.StartReadyAsync();

        Assert.Equal($$"""[{"id":"{{host.Directory.Current.Id}}","alias":"car"}]""", await host.Client.GetStringAsync("/api/vehicles"));
    }

    [Fact]
    public async Task Says_when_the_client_has_the_information_already()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        using var first = await host.Client.GetAsync("/api/information");
        var tag = first.Headers.ETag!.ToString();

        foreach (var known in new[] { tag, $"W/{tag}", $"\"other\", {tag}", "*" })
        {
            using var same = await Asked(host, known);
            Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
            Assert.Equal(tag, same.Headers.ETag!.ToString());
            Assert.Empty(await same.Content.ReadAsByteArrayAsync());
        }

        host.Pass(30);
        foreach (var known in new[] { tag, "\"other\"", "nonsense" })
        {
            using var changed = await Asked(host, known);
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
            Assert.NotEqual(tag, changed.Headers.ETag!.ToString());
        }
    }

    [Fact]
    public async Task Forgets_the_information_on_request()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        await host.Owner.UnsubscribeAsync();
        using var cleared = await host.SendAsync("DELETE", "/api/information");

        Assert.Equal(HttpStatusCode.NoContent, cleared.StatusCode);
        Assert.Equal(2345, await (await host.Client.GetAsync("/api/information")).CodeAsync(HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Tells_the_vin_once_it_is_known()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        Assert.Equal(SimulatedWorld.DefaultVin.Full, (await host.JsonAsync("/api/vin")).GetProperty("vin").GetString());

        host.Directory.Forget(host.Directory.Current.Id);
        Assert.Equal(2000, await (await host.Client.GetAsync("/api/vin")).CodeAsync(HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Tells_which_services_are_started()
    {
        await using var host = await GatewayHost.StartReadyAsync();

        Assert.Equal(
            """{"services":[{"name":"o2x","status":"started"},{"name":"sendtonav","status":"notLoaded"},{"name":"tripsanddrive","status":"notLoaded"}]}""",
            await host.Client.GetStringAsync("/api/services"));
        await host.Owner.UnsubscribeAsync();
        Assert.Equal("""{"services":[{"name":"o2x","status":"stopped"}]}""", await host.Client.GetStringAsync("/api/services?services=o2x"));
        Assert.Equal(2102, await (await host.Client.GetAsync("/api/services?services=o2x&services=radio")).CodeAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Tells_every_value_with_its_age_and_quality()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        var values = (await host.JsonAsync("/api/values")).GetProperty("values").EnumerateArray().ToDictionary(value => value.GetProperty("name").GetString()!);

        var charge = values["stateOfCharge"];
        Assert.Equal(host.View.Snapshot!.Value.StateOfCharge, charge.GetProperty("value").GetInt32());
        Assert.Equal(("%", "live"), (charge.GetProperty("unit").GetString(), charge.GetProperty("quality").GetString()));
        Assert.InRange(charge.GetProperty("ageMs").GetInt64(), 0, 2000);
        Assert.Equal(18, values.Count);
        Assert.All(values.Values.Where(value => value.GetProperty("quality").GetString() == "unknown"), value => Assert.Equal("null", value.GetProperty("value").GetRawText()));
    }

    [Fact]
    public async Task Tells_the_state_of_the_link()
    {
        await using var host = await GatewayHost.StartReadyAsync();

        Assert.Equal("ready", (await host.JsonAsync("/api/link")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Knows_only_the_history_of_a_vehicle_that_the_engine_does_not_have()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        var old = host.Directory.Current.Id;
        host.Directory.Settle(O2X.TestKit.AmiBus.OtherVin);

        foreach (var (path, code) in new[] { ("information", 2345), ("values", 2345), ("link", 2345), ("subscription", 2365) })
            Assert.Equal(code, await (await host.Client.GetAsync($"/api/vehicles/{old}/{path}")).CodeAsync(HttpStatusCode.NotFound));
        Assert.Equal(SimulatedWorld.DefaultVin.Full, (await host.JsonAsync($"/api/vehicles/{old}/vin")).GetProperty("vin").GetString());
        Assert.NotEqual(0, (await host.JsonAsync($"/api/vehicles/{old}/events")).GetProperty("items").GetArrayLength());
    }

    private static Task<HttpResponseMessage> Asked(GatewayHost host, string known)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/information");
        request.Headers.TryAddWithoutValidation("If-None-Match", known);
        return host.Client.SendAsync(request);
    }
}
