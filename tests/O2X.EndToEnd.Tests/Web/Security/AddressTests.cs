using System.Net;
using System.Net.Http.Headers;

namespace O2X.EndToEnd.Tests.Web.Security;

/// <summary>What is served to others, by addresses that are really opened.</summary>
[Trait("Kind", "web")]
public sealed class AddressTests : IDisposable
{
    private const string Refusal = "Others can reach the gateway (http://0.0.0.0:0), and no key is set. Make one with o2x gateway key, or serve http://127.0.0.1:5080.";

    private readonly string _state = Directory.CreateTempSubdirectory("o2x-address-").FullName;

    [Fact]
    public async Task Are_refused_without_a_key()
    {
        var (exitCode, output, errors) = await GatewayRun.ToEndAsync(["gateway", "--state", _state, "--urls", "http://0.0.0.0:0"]);

        Assert.Equal((1, "", $"o2x: {Refusal}\n"), (exitCode, output, errors));
    }

    [Fact]
    public async Task Are_refused_without_a_key_however_they_are_named()
    {
        var (exitCode, output, errors) = await GatewayRun.ToEndAsync(
            ["gateway", "--state", _state], new() { ["Kestrel__Endpoints__Other__Url"] = "http://0.0.0.0:0" });

        Assert.Equal((1, ""), (exitCode, output));
        Assert.EndsWith($"o2x: {Refusal}\n", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_served_with_a_key_to_whoever_has_it()
    {
        var key = await GatewayRun.MakeKeyAsync(_state);
        await using var gateway = await GatewayRun.StartAsync(_state, ["--urls", "http://0.0.0.0:0"]);
        using var client = new HttpClient { BaseAddress = gateway.Address };
        using var stranger = await client.GetAsync("/api/vehicles");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var owner = await client.GetAsync("/api/vehicles");

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (stranger.StatusCode, owner.StatusCode));
        var (_, errors) = await gateway.StopAsync();
        Assert.DoesNotContain(key, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_asked_by_no_name_of_others_also_on_this_machine()
    {
        await using var gateway = await GatewayRun.StartAsync(_state, ["--urls", "http://127.0.0.1:0"]);
        using var client = new HttpClient { BaseAddress = gateway.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/vehicles") { Headers = { Host = $"evil.example:{gateway.Address.Port}" } };
        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, response.StatusCode);
    }

    [Fact]
    public async Task Open_no_socket_for_the_pages_of_others()
    {
        await using var gateway = await GatewayRun.StartAsync(_state, ["--urls", "http://127.0.0.1:0"]);
        Assert.Null(await OpenSocketAsync(gateway.Address, $"http://127.0.0.1:{gateway.Address.Port}"));
        Assert.Equal(HttpStatusCode.Forbidden, await OpenSocketAsync(gateway.Address, "http://evil.example"));
        Assert.Equal(HttpStatusCode.Forbidden, await OpenSocketAsync(gateway.Address, "http://127.0.0.1:1"));
    }

    public void Dispose() => Directory.Delete(_state, recursive: true);

    // Null: it was opened.
    private static async Task<HttpStatusCode?> OpenSocketAsync(Uri address, string origin)
    {
        using var socket = new System.Net.WebSockets.ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", origin);
        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/_blazor" }.Uri, CancellationToken.None);
            return null;
        }
        catch (System.Net.WebSockets.WebSocketException)
        {
            return socket.HttpStatusCode;
        }
    }
}
