using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using O2X.Gateway.Feed;
using O2X.Gateway.History;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Tests.Api;

public class ProblemTests
{
    [Theory]
    [InlineData("GET", "/api")]
    [InlineData("GET", "/api/nothing")]
    [InlineData("GET", "/API/nothing")]
    [InlineData("GET", "/api/vehicles/car")]
    [InlineData("GET", "/api/vehicles/car/nothing")]
    [InlineData("GET", "/api/vehicles//information")]
    [InlineData("GET", "/api/export/samples.xml")]
    [InlineData("GET", "/api/history/..%2f..%2fgateway.json")]
    public async Task Explains_that_there_is_nothing_at_a_path(string method, string path)
    {
        await using var host = await GatewayHost.StartAsync();

        Assert.Equal(2002, await (await host.SendAsync(method, path)).CodeAsync(HttpStatusCode.NotFound));
    }

    [Theory]
    [InlineData("POST", "/api/information", "DELETE, GET")]
    [InlineData("PATCH", "/api/vehicles/car/timeouts", "GET, PUT")]
    [InlineData("GET", "/api/pims", "POST")]
    [InlineData("BREW", "/api/stream", "GET")]
    public async Task Explains_that_a_path_has_no_such_method(string method, string path, string allowed)
    {
        await using var host = await GatewayHost.StartAsync();
        using var response = await host.SendAsync(method, path, "{}");

        Assert.Equal(2002, await response.CodeAsync(HttpStatusCode.MethodNotAllowed));
        Assert.Equal(allowed, string.Join(", ", response.Content.Headers.Allow.Order()));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    [InlineData("application/problem+json")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Takes_bodies_of_json_alone(string type)
    {
        await using var host = await GatewayHost.StartAsync();

        foreach (var (method, path) in new[] { ("PUT", "/api/timeouts"), ("PUT", "/api/vehicles/car/subscription"), ("POST", "/api/pims") })
            Assert.Equal(2102, await (await host.SendAsync(method, path, "{}", type)).CodeAsync(HttpStatusCode.UnsupportedMediaType));
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("Application/JSON; charset=\"UTF-8\"")]
    public async Task Takes_json_that_says_its_encoding(string type)
    {
        await using var host = await GatewayHost.StartAsync();
        using var response = await host.SendAsync("PUT", "/api/timeouts", """{"scan":1000}""", type);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Takes_no_body_without_a_type_or_packed()
    {
        await using var host = await GatewayHost.StartAsync();
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        content.Headers.ContentEncoding.Add("gzip");

        Assert.Equal(2102, await (await host.Client.PostAsync("/api/pims", content)).CodeAsync(HttpStatusCode.UnsupportedMediaType));
        Assert.Equal(2102, await (await host.Client.PostAsync("/api/pims", null)).CodeAsync(HttpStatusCode.UnsupportedMediaType));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Takes_no_body_that_is_too_large(bool saysLength)
    {
        await using var host = await GatewayHost.StartAsync();
        var body = $$"""{"method":"get","api":"{{new string('a', 64 * 1024)}}"}""";
        using HttpContent content = saysLength
            ? new StringContent(body, Encoding.UTF8, "application/json")
            : new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(body))) { Headers = { { "Content-Type", "application/json" } } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/pims") { Content = content };
        if (!saysLength) request.Headers.TransferEncodingChunked = true;

        Assert.Equal(2102, await (await host.Client.SendAsync(request)).CodeAsync(HttpStatusCode.RequestEntityTooLarge));
    }

    [Theory]
    [InlineData("/api/events?limit=0")]
    [InlineData("/api/events?limit=1001")]
    [InlineData("/api/events?limit=1&limit=2")]
    [InlineData("/api/events?before=-1")]
    [InlineData("/api/events?from=yesterday")]
    [InlineData("/api/events?from=")]
    [InlineData("/api/events?to=3/14/2027")]
    [InlineData("/api/events?from=2027-03-15&to=2027-03-14")]
    [InlineData("/api/history/samples?points=ten")]
    [InlineData("/api/history/trips?from=0001-01-01")]
    [InlineData("/api/export/samples.csv?to=2027-02-30")]
    public async Task Explains_a_query_that_is_wrong(string path)
    {
        await using var host = await GatewayHost.StartAsync();

        Assert.Equal(2102, await (await host.Client.GetAsync(path)).CodeAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Tells_nothing_of_what_went_wrong_inside()
    {
        await using var host = await GatewayHost.StartAsync(services: services => services.AddSingleton<IVehicleHistory, BrokenHistory>());
        using var response = await host.Client.GetAsync("/api/history/trips");

        Assert.Equal(2000, await response.CodeAsync(HttpStatusCode.InternalServerError));
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task Leaves_other_paths_alone()
    {
        await using var host = await GatewayHost.StartAsync();
        using var response = await host.Client.GetAsync("/nothing");

        Assert.NotEqual("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    private sealed class BrokenHistory : IVehicleHistory
    {
        private static readonly IOException _problem = new("The secret disk is gone.");

        public IAsyncEnumerable<Sample> SamplesAsync(VehicleId vehicle, TimeRange range, CancellationToken cancellationToken) => throw _problem;

        public ValueTask<IReadOnlyList<Sample>> ChartAsync(VehicleId vehicle, TimeRange range, int most, CancellationToken cancellationToken) => throw _problem;

        public ValueTask<HistoryPage<Trip>> TripsAsync(VehicleId vehicle, TimeRange range, PageRequest page, CancellationToken cancellationToken) => throw _problem;

        public ValueTask<HistoryPage<ChargeSession>> ChargesAsync(VehicleId vehicle, TimeRange range, PageRequest page, CancellationToken cancellationToken) => throw _problem;

        public ValueTask<HistoryPage<FeedRecord>> EventsAsync(VehicleId vehicle, TimeRange range, PageRequest page, CancellationToken cancellationToken) => throw _problem;

        public ValueTask EraseAsync(VehicleId vehicle, CancellationToken cancellationToken) => throw _problem;
    }
}
