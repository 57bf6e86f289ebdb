using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace O2X.Gateway.Tests.Security;

public class RequestGuardTests
{
    [Theory]
    [InlineData("localhost", 200)]
    [InlineData("LocalHost:5080", 200)]
    [InlineData("127.0.0.1:5080", 200)]
    [InlineData("[::1]:5080", 200)]
    [InlineData("evil.example", 421)]
    [InlineData("evil.example:5080", 421)]
    [InlineData("127.0.0.1.evil.example", 421)]
    [InlineData("localhost.evil.example", 421)]
    [InlineData("localhost.", 421)]
    [InlineData("192.168.1.2:5080", 421)]
    [InlineData("", 421)]
    public async Task Answers_to_the_names_of_this_machine_alone(string host, int status)
    {
        await using var gateway = await GatewayHost.StartAsync();
        var answer = await SecuredHost.AskAsync(gateway, "/api/vehicles", context => context.Request.Host = new HostString(host));

        Assert.Equal(status, answer.Response.StatusCode);
    }

    [Theory]
    [InlineData("car.example.org", 401)]
    [InlineData("CAR.example.org:8443", 401)]
    [InlineData("192.168.1.2:5080", 401)]
    [InlineData("evil.example", 421)]
    public async Task Answers_to_others_by_address_and_by_the_names_that_are_allowed(string host, int status)
    {
        await using var secured = await SecuredHost.StartAsync(new() { ["O2X:Gateway:Security:AllowedHosts"] = "car.example.org; ami.example.org" });
        var answer = await secured.AskAsync("/api/vehicles", context => context.Request.Host = new HostString(host));

        Assert.Equal(status, answer.Response.StatusCode);
    }

    [Theory]
    [InlineData("/_blazor")]
    [InlineData("/_blazor/negotiate")]
    [InlineData("/api/stream")]
    [InlineData("/sign-in")]
    [InlineData("/health/live")]
    [InlineData("/")]
    public async Task Lets_no_page_of_others_ask_for_anything(string path)
    {
        await using var host = await GatewayHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Origin", "https://evil.example");
        using var response = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("http://localhost", "localhost", true)]
    [InlineData("http://localhost:5080", "localhost:5080", true)]
    [InlineData("https://car.example.org", "car.example.org", true)]
    [InlineData("http://localhost:3000", "localhost:5080", false)]
    [InlineData("http://localhost", "localhost:5080", false)]
    [InlineData("http://127.0.0.1:5080", "localhost:5080", false)]
    [InlineData("http://localhost:5080.evil.example", "localhost:5080", false)]
    [InlineData("http://localhost:5080@evil.example", "localhost:5080", false)]
    [InlineData("http://evil.example/localhost:5080", "localhost:5080", false)]
    [InlineData("null", "localhost:5080", false)]
    [InlineData("file://localhost:5080", "localhost:5080", false)]
    [InlineData("x", "localhost:5080", false)]
    public async Task Tells_its_own_pages_from_those_of_others(string origin, string host, bool isOwn)
    {
        await using var secured = await SecuredHost.StartAsync(new() { ["O2X:Gateway:Security:AllowedHosts"] = "car.example.org" });
        var answer = await secured.AskAsync("/health/live", context =>
        {
            context.Request.Host = new HostString(host);
            context.Request.Headers.Origin = origin;
        });

        Assert.Equal(isOwn ? 200 : 403, answer.Response.StatusCode);
    }

    [Fact]
    public async Task Takes_an_unencrypted_page_for_none_of_its_own_when_it_is_asked_by_tls()
    {
        await using var host = await GatewayHost.StartAsync();
        var answer = await SecuredHost.AskAsync(host, "/health/live", context =>
        {
            context.Request.Scheme = "https";
            context.Request.Headers.Origin = "http://localhost";
        });

        Assert.Equal(403, answer.Response.StatusCode);
    }

    [Theory]
    [InlineData("same-origin", "cors", "empty", 200)]
    [InlineData("none", "navigate", "document", 200)]
    [InlineData("cross-site", "navigate", "document", 200)]
    [InlineData("cross-site", "no-cors", "image", 403)]
    [InlineData("cross-site", "navigate", "iframe", 403)]
    [InlineData("same-site", "no-cors", "script", 403)]
    public async Task Lets_pages_of_others_do_no_more_than_link_to_it(string site, string mode, string destination, int status)
    {
        await using var host = await GatewayHost.StartAsync();
        var answer = await SecuredHost.AskAsync(host, "/api/vehicles", context =>
        {
            context.Request.Headers["Sec-Fetch-Site"] = site;
            context.Request.Headers["Sec-Fetch-Mode"] = mode;
            context.Request.Headers["Sec-Fetch-Dest"] = destination;
        });

        Assert.Equal(status, answer.Response.StatusCode);
    }

    [Theory]
    [InlineData("text/plain", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("multipart/form-data; boundary=x", 415)]
    [InlineData("text/plain; application/json", 415)]
    [InlineData("application/jsonp", 415)]
    [InlineData("application/json; charset=utf-8", 404)]
    [InlineData("application/merge-patch+json", 404)]
    [InlineData("APPLICATION/JSON", 404)]
    public async Task Takes_json_alone(string type, int status)
    {
        await using var host = await GatewayHost.StartAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("{}"));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete })
        {
            using var response = await host.Client.SendAsync(new HttpRequestMessage(method, "/api/vehicles/car/nothing") { Content = content });
            Assert.Equal(status, (int)response.StatusCode);
        }
    }

    [Fact]
    public async Task Takes_no_body_without_a_type()
    {
        await using var host = await GatewayHost.StartAsync();
        using var content = new ByteArrayContent([1]);
        using var response = await host.Client.PostAsync("/api/vehicles/car/nothing", content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Contains("\"code\":2102", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_no_question_whether_pages_of_others_may_ask()
    {
        await using var host = await GatewayHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/vehicles");
        request.Headers.Add("Origin", "https://evil.example");
        request.Headers.Add("Access-Control-Request-Method", "DELETE");
        using var response = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/vehicles")]
    [InlineData("/sign-in")]
    [InlineData("/nothing")]
    [InlineData("/health/ready")]
    public async Task Tells_browsers_what_they_must_not_do(string path)
    {
        await using var host = await GatewayHost.StartAsync();
        using var response = await host.Client.GetAsync(path);
        string Header(string name) => string.Join(" | ", response.Headers.GetValues(name));

        var policy = Header("Content-Security-Policy");
        Assert.Contains("default-src 'none'; script-src 'self'; ", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("DENY", Header("X-Frame-Options"));
        Assert.Equal("no-referrer", Header("Referrer-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Resource-Policy"));
        Assert.Contains("no-store", Header("Cache-Control"), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Has_no_path_with_a_vin()
    {
        await using var host = await GatewayHost.StartAsync();
        var parameters = host.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => endpoint.RoutePattern.Parameters).Select(parameter => parameter.Name).ToList();

        Assert.Contains("vehicle", parameters);
        Assert.DoesNotContain(parameters, name => name.Contains("vin", StringComparison.OrdinalIgnoreCase));
    }
}
