namespace O2X.Gateway.Tests.Streaming;

public class EventStreamTests
{
    [Fact]
    public async Task Goes_on_after_the_last_event_that_a_listener_knows()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/stream") { Headers = { { "Last-Event-ID", "2" } } };
        using var response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var stream = new StreamReader(await response.Content.ReadAsStreamAsync());

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("id: 3", await stream.ReadLineAsync());
        Assert.Equal("event: link", await stream.ReadLineAsync());
        Assert.StartsWith("data: {\"state\":", await stream.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Equal("", await stream.ReadLineAsync());
        Assert.Equal("id: 4", await stream.ReadLineAsync());
    }

    [Fact]
    public async Task Ends_with_the_gateway()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/stream") { Headers = { { "Last-Event-ID", "0" } } };
        using var response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var all = response.Content.ReadAsStringAsync();
        await host.StopAsync();

        Assert.Contains("id: 1\nevent: link\n", await all, StringComparison.Ordinal);
    }
}
