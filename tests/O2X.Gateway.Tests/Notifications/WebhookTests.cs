using System.Net;
using System.Text;
using System.Text.Json;
using O2X.Gateway.Notifications;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Tests.Notifications;

/// <summary>The webhook over a real connection.</summary>
public sealed class WebhookTests : IDisposable
{
    private static readonly Notification Some =
        new(Guid.NewGuid(), NotificationKind.LowCharge, new VehicleIdentity(VehicleId.New(), "car", null), DateTimeOffset.UnixEpoch, 12);

    private readonly HttpListener _listener = new();
    private readonly Uri _address;

    public WebhookTests()
    {
        using (var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            _address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/hook/");
        }

        _listener.Prefixes.Add(_address.GetLeftPart(UriPartial.Authority) + "/");
        _listener.Start();
    }

    [Fact]
    public async Task Posts_json()
    {
        using var webhook = Webhook();
        var posting = webhook.PostAsync(Some, CancellationToken.None);
        var context = await _listener.GetContextAsync();
        using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        Assert.Equal(("POST", "/hook/", "application/json"), (context.Request.HttpMethod, context.Request.RawUrl, context.Request.ContentType));
        Assert.Equal("car: the charge is low (12 %).", JsonDocument.Parse(body).RootElement.GetProperty("text").GetString());
        context.Response.StatusCode = 204;
        context.Response.Close();

        Assert.True((await posting).IsDelivered);
    }

    [Fact]
    public async Task Follows_no_redirect()
    {
        using var webhook = Webhook();
        var posting = webhook.PostAsync(Some, CancellationToken.None);
        var context = await _listener.GetContextAsync();
        context.Response.Redirect(_address.GetLeftPart(UriPartial.Authority) + "/elsewhere/");
        context.Response.Close();
        var delivery = await posting;

        Assert.False(delivery.IsDelivered || delivery.CanBeRepeated);
        // Nobody asks a second time.
        var next = _listener.GetContextAsync();
        var again = webhook.PostAsync(Some, CancellationToken.None);
        var second = await next;
        Assert.Equal("/hook/", second.Request.RawUrl);
        second.Response.Close();
        Assert.True((await again).IsDelivered);
    }

    [Fact]
    public async Task Says_that_nobody_is_there()
    {
        _listener.Close();
        using var webhook = Webhook();
        var delivery = await webhook.PostAsync(Some, CancellationToken.None);

        Assert.True(delivery is { IsDelivered: false, CanBeRepeated: true });
        Assert.StartsWith("127.0.0.1 cannot be reached: ", delivery.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("hook", delivery.Words, StringComparison.Ordinal);
    }

    public void Dispose() => _listener.Close();

    private Webhook Webhook() => new(WebhookTransport.Network(), _address, TimeProvider.System);
}
