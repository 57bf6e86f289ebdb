using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace O2X.Gateway.Tests.Api;

public sealed partial class OpenApiTests
{
    public static TheoryData<string, string> Written => new()
    {
        { "/api/information", "InformationDocument" },
        { "/api/link", "LinkDocument" },
        { "/api/events", "PageAnswerOfEventDocument" },
        { "/api/values", "ValuesAnswer" },
        { "/api/nothing", "Problem" },
    };

    [Fact]
    public async Task Has_every_endpoint_of_the_api()
    {
        await using var host = await GatewayHost.StartAsync();
        var paths = (await host.JsonAsync("/openapi/v1.json")).GetProperty("paths");

        var endpoints = Endpoints(host);
        Assert.Contains(("GET", "/api/vehicles/{vehicle}/stream"), endpoints);
        foreach (var (method, path) in endpoints)
        {
            Assert.True(
                paths.TryGetProperty(path, out var operations) && operations.TryGetProperty(method.ToLowerInvariant(), out _), $"{method} {path} is not described.");
        }
    }

    [Fact]
    public async Task Describes_each_operation()
    {
        await using var host = await GatewayHost.StartAsync();
        HashSet<string> ids = [];
        foreach (var path in (await host.JsonAsync("/openapi/v1.json")).GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                var name = $"{operation.Name} {path.Name}";
                Assert.True(ids.Add(operation.Value.GetProperty("operationId").GetString()!), $"{name} has the operation id of another.");
                Assert.True(operation.Value.TryGetProperty("summary", out _), $"{name} has no summary.");
                var responses = operation.Value.GetProperty("responses").EnumerateObject().ToList();
                Assert.True(responses.Any(response => response.Name[0] == '2'), $"{name} has no good answer.");
                Assert.True(responses.Any(response => response.Name == "default"), $"{name} has no refusal.");
                Assert.Equal(Parameter().Count(path.Name), Parameters(operation.Value).Count(parameter => parameter.GetProperty("in").GetString() == "path"));
            }
        }
    }

    [Fact]
    public async Task Says_how_a_stream_is_resumed()
    {
        await using var host = await GatewayHost.StartAsync();
        var stream = (await host.JsonAsync("/openapi/v1.json")).GetProperty("paths").GetProperty("/api/stream").GetProperty("get");

        Assert.Contains(Parameters(stream), parameter => parameter.GetProperty("name").GetString() == "Last-Event-ID" && parameter.GetProperty("in").GetString() == "header");
        Assert.True(stream.GetProperty("responses").GetProperty("200").GetProperty("content").TryGetProperty("text/event-stream", out _));
    }

    [Theory]
    [MemberData(nameof(Written))]
    public async Task Has_the_members_that_answers_have(string path, string schema)
    {
        await using var host = await GatewayHost.StartReadyAsync();
        var schemas = (await host.JsonAsync("/openapi/v1.json")).GetProperty("components").GetProperty("schemas");
        using var response = await host.Client.GetAsync(path);

        AssertDescribed(schemas.GetProperty(schema), JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync()), schemas, schema);
    }

    [Fact]
    public async Task Names_no_server_and_no_vin_but_that_of_an_example()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        var text = await host.Client.GetStringAsync("/openapi/v1.json");

        Assert.False(JsonSerializer.Deserialize<JsonElement>(text).TryGetProperty("servers", out var servers) && servers.GetArrayLength() > 0);
        Assert.Equal(["3.1.1"], [JsonSerializer.Deserialize<JsonElement>(text).GetProperty("openapi").GetString()!]);
    }

    [Fact]
    public async Task Can_be_read_as_a_page_that_asks_nobody_else()
    {
        await using var host = await GatewayHost.StartAsync();
        using var page = await host.Client.GetAsync("/scalar");
        var text = await page.Content.ReadAsStringAsync();

        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain("//", text, StringComparison.Ordinal);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        foreach (var script in Script().Matches(text).Select(match => match.Groups[1].Value).ToList())
            Assert.Equal("text/javascript", (await host.Client.GetAsync($"/{script}")).EnsureSuccessStatusCode().Content.Headers.ContentType!.MediaType);
        Assert.Contains("createApiReference", await host.Client.GetStringAsync("/scalar/scalar.js"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Has_its_script_packed_for_who_can_unpack_it()
    {
        await using var host = await GatewayHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/scalar/scalar.js") { Headers = { { "Accept-Encoding", "br, gzip" } } };
        using var response = await host.Client.SendAsync(request);

        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        Assert.Equal([0x1F, 0x8B], (await response.Content.ReadAsByteArrayAsync())[..2]);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/scalar/scalar.js") { Headers = { { "Accept-Encoding", "gzip" }, { "If-None-Match", response.Headers.ETag!.ToString() } } };
        Assert.Equal(HttpStatusCode.NotModified, (await host.Client.SendAsync(again)).StatusCode);
    }

    private static List<(string Method, string Path)> Endpoints(GatewayHost host) =>
    [
        .. host.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
                .Select(method => (method, Constraint().Replace(endpoint.RoutePattern.RawText!, "{$1}")))),
    ];

    private static JsonElement[] Parameters(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var parameters) ? [.. parameters.EnumerateArray()] : [];

    // Both ways: nothing is written that is not described, and what is required is written.
    private static void AssertDescribed(JsonElement schema, JsonElement value, JsonElement schemas, string where)
    {
        schema = Resolved(schema, schemas);
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray()) AssertDescribed(schema.GetProperty("items"), item, schemas, $"{where}[]");
        }

        if (value.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out var members)) return;
        foreach (var member in value.EnumerateObject())
        {
            Assert.True(members.TryGetProperty(member.Name, out var described), $"{where}.{member.Name} is not described.");
            AssertDescribed(described, member.Value, schemas, $"{where}.{member.Name}");
        }

        foreach (var described in members.EnumerateObject().Where(member => member.Name is not ("receivedAtUnsynchronised" or "next" or "transactionId")))
            Assert.True(value.TryGetProperty(described.Name, out _), $"{where}.{described.Name} is not written.");
    }

    private static JsonElement Resolved(JsonElement schema, JsonElement schemas)
    {
        if (schema.TryGetProperty("oneOf", out var choices)) schema = choices.EnumerateArray().First(choice => choice.TryGetProperty("$ref", out _));
        return schema.TryGetProperty("$ref", out var name) ? schemas.GetProperty(name.GetString()!.Split('/')[^1]) : schema;
    }

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("<script src=\"([^\"]+)\"")]
    private static partial Regex Script();
}
