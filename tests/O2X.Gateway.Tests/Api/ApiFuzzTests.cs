using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CsCheck;
using Microsoft.AspNetCore.Routing;
using O2X.Gateway.Vehicles;
using O2X.Simulator;

namespace O2X.Gateway.Tests.Api;

/// <summary>Whatever is sent, the answer is good or says what is wrong with the request; never that something broke.</summary>
public class ApiFuzzTests
{
    private const int Times = 1500;

    private static readonly string[] Names =
        ["method", "api", "parameters", "vin", "VIN", "firstTime", "reception", "source", "scan", "looseConnection", "changeStatus", "actionType", "services", "monitoring", "", "\\ud800", "__proto__", "a b"];

    private static readonly string[] Words =
    [
        "get", "set", "subscribe", "unsubscribe", "initialize", "O2X", "information", "status", "true", "sim", "VR1AB12C3D4567891", "\\udc00", "\\u0000", "../..", "💥",
        "pims.vehicle.informations", "pims.vehicle.event", "pims.vehicle.timeout", "pims.vehicle.vin", "pims.vehicle.services", "pims.vehicle.configuration",
        "pims.sdk.configuration", "pims.vehicle.cleardata", "pims.sdk.device",
    ];

    private static readonly Gen<string> Scalar = Gen.OneOf(
        Gen.OneOf("null", "true", "false", "0", "-1", "1e999", "86400001", "0.5", "9223372036854775808", "[]", "{}"),
        Gen.Int[-10, 100_000].Select(number => $"{number}"),
        Gen.OneOf(Words).Select(word => $"\"{word}\""));

    private static readonly Gen<string> Flat = Members(Scalar);

    private static readonly Gen<string> Nested = Members(Gen.OneOf(Scalar, Flat, Flat.List[0, 3].Select(items => $"[{string.Join(',', items)}]")));

    private static readonly Gen<byte[]> Body = Gen.Frequency(
        (6, Nested.Select(Encoding.UTF8.GetBytes)),
        (2, Gen.Select(Nested, Gen.Int[0, 200], Gen.Byte, Damaged)),
        (1, Gen.Byte.Array[0, 300]),
        (1, Gen.Int[1, 2000].Select(depth => Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth)))),
        (1, Gen.Int[65_000, 70_000].Select(length => Encoding.UTF8.GetBytes($"{{\"api\":\"{new string('a', length)}\"}}"))));

    private static readonly Gen<string> Type = Gen.Frequency(
        (6, Gen.Const("application/json")),
        (1, Gen.OneOf("application/json; charset=utf-8", "application/json;charset=latin1", "text/plain", "application/xml", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "*/*")));

    [Fact]
    public async Task Answers_any_body_well()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        var endpoints = host.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .Select(endpoint => endpoint.RoutePattern.RawText!.Replace("{vehicle}", "car", StringComparison.Ordinal))
            .Where(path => !path.EndsWith("/stream", StringComparison.Ordinal)).Distinct().ToArray();
        var paths = Gen.Frequency((2, Gen.OneOf(endpoints)), (1, Gen.OneOf("/api/pims", "/api/subscription", "/api/timeouts")));

        await Gen.Select(Gen.OneOf("POST", "PUT", "DELETE", "PATCH"), paths, Body, Type)
            .SampleAsync(async request => Assert.True(await IsGoodAsync(host, request.Item1, request.Item2, request.Item3, request.Item4)), iter: Times, threads: 1);
    }

    [Fact]
    public async Task Answers_any_path_and_query_well()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        // A zero in a path never comes this far: the server refuses it.
        var part = Gen.OneOf(
            "vehicles", "car", "information", "events", "history", "samples", "trips", "export", "samples.csv", "trips.parquet", "..", ".", "%2e%2e", "%2f", "%ff", "%C3%28",
            "%5c", ";a=b", "*", "{vehicle}", "~", "%25", "💥", SimulatedWorld.DefaultVin.Full, VehicleId.New().ToString(), new string('a', 3000), "");
        var value = Gen.OneOf(
            "", "0", "1", "-1", "1000", "99999999999999999999", "NaN", "2027-03-14", "2027-13-45", "9999-12-31T23:59:59Z", "0001-01-01", "%00", "%ff", "'--", "<script>", "[]", "💥");
        var query = Gen.Select(Gen.OneOf("from", "to", "limit", "before", "points", "services", "x", "from[]", "%00", ""), value, (name, text) => $"{name}={text}");

        await Gen.Select(Gen.OneOf("GET", "HEAD", "OPTIONS", "TRACE"), part.List[0, 5], query.List[0, 4])
            .SampleAsync(
                async request => Assert.True(await IsGoodAsync(host, request.Item1, $"/api/{string.Join('/', request.Item2)}?{string.Join('&', request.Item3)}", null, null)),
                iter: Times,
                threads: 1);
    }

    [Fact]
    public async Task Answers_any_header_well()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        var name = Gen.OneOf("If-None-Match", "If-Match", "If-Modified-Since", "Range", "Accept", "Accept-Encoding", "Last-Event-ID", "Content-Length", "Expect", "X-Forwarded-For", "Content-Encoding");
        var value = Gen.OneOf(Gen.OneOf("*", "\"", "W/", "bytes=0-", "bytes=9-1", "-1", "99999999999999999999", "*/*;q=x", ",,,", "100-continue", "\u00e9"), Gen.Char[' ', '~'].Array[0, 60].Select(text => new string(text)));

        await Gen.Select(Gen.OneOf("/api/information", "/api/vehicles", "/api/link", "/api/export/trips.csv", "/api/nothing"), Gen.Select(name, value).List[1, 5])
            .SampleAsync(async request => Assert.True(await IsGoodAsync(host, "GET", request.Item1, null, null, request.Item2)), iter: Times, threads: 1);
    }

    private static async Task<bool> IsGoodAsync(
        GatewayHost host, string method, string path, byte[]? body, string? type, List<(string Name, string Value)>? headers = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(host.Client.BaseAddress!, path));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type!);
        }

        foreach (var (name, value) in headers ?? []) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await host.Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        // Whoever got through must find the vehicle as it was.
        if (method == "DELETE") await host.Owner.SubscribeItselfAsync(null, CancellationToken.None);
        if ((int)response.StatusCode is >= 200 and < 400) return true;
        // Dots lead out of the API.
        if (method == "HEAD" || !request.RequestUri!.AbsolutePath.StartsWith("/api", StringComparison.Ordinal)) return (int)response.StatusCode < 500;
        var problem = response.Content.Headers.ContentType?.MediaType == "application/problem+json" ? JsonSerializer.Deserialize<JsonElement>(text) : default;
        return problem.ValueKind == JsonValueKind.Object && problem.GetProperty("code").GetInt32() >= 2000
            && (int)response.StatusCode is < 500 or 503
            && !text.Contains("   at ", StringComparison.Ordinal)
            ? true
            : throw new InvalidOperationException($"{method} {path} {type} {(body is null ? "" : Encoding.UTF8.GetString(body))}: {response.StatusCode} {text}");
    }

    private static Gen<string> Members(Gen<string> value) =>
        Gen.Select(Gen.OneOf(Names), value, (name, text) => $"\"{name}\":{text}").List[0, 6].Select(members => $"{{{string.Join(',', members)}}}");

    private static byte[] Damaged(string json, int at, byte with)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        bytes[at % bytes.Length] = with;
        return bytes;
    }
}
