using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
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
        {
            var information = await host.Client.GetFromJsonAsync<JsonElement>(path);
            Assert.Equal(SimulatedWorld.DefaultVin.Full, information.GetProperty("vin").GetString());
        }
    }

    [Fact]
    public async Task Says_with_the_code_that_nothing_was_received_yet()
    {
        await using var host = await GatewayHost.StartAsync();
        using var response = await host.Client.GetAsync("/api/information");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(2345, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Knows_no_vehicle_of_another_name()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        using var response = await host.Client.GetAsync($"/api/vehicles/{SimulatedWorld.DefaultVin.Full}/information");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Lists_vehicles_without_their_vins()
    {
        await using var host = await GatewayHost.StartReadyAsync();

        Assert.Equal($$"""[{"id":"{{host.Directory.Current.Id}}","alias":"car"}]""", await host.Client.GetStringAsync("/api/vehicles"));
    }
}
