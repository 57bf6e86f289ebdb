using System.Net;

namespace O2X.Gateway.Tests.Operation;

public class HealthTests
{
    [Fact]
    public async Task Lives_without_a_vehicle()
    {
        await using var host = await GatewayHost.StartAsync();
        using var response = await host.Client.GetAsync("/health/live");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
