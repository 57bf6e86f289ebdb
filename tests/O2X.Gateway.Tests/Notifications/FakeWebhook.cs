using System.Net;
using System.Text.Json;
using O2X.Gateway.Notifications;

namespace O2X.Gateway.Tests.Notifications;

/// <summary>A webhook in this process that answers at once, as it is told.</summary>
internal sealed class FakeWebhook : HttpMessageHandler
{
    private readonly List<string> _bodies = [];

    /// <summary>What it answers with.</summary>
    public HttpStatusCode Answer { get; set; } = HttpStatusCode.NoContent;

    /// <summary>Whether nobody can reach it.</summary>
    public bool IsAway { get; set; }

    /// <summary>Whether it never answers.</summary>
    public bool Hangs { get; set; }

    public IReadOnlyList<string> Bodies => _bodies;

    public List<Uri> Addresses { get; } = [];

    public IEnumerable<string> Kinds => _bodies.Select(body => JsonDocument.Parse(body).RootElement.GetProperty("kind").GetString()!);

    public WebhookTransport Transport => new(this);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Addresses.Add(request.RequestUri!);
        _bodies.Add(await request.Content!.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
        Assert.Equal("application/json", request.Content.Headers.ContentType!.ToString());
        if (IsAway) throw new HttpRequestException($"{request.RequestUri} is away", new IOException("Connection refused"));
        if (Hangs) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        return new HttpResponseMessage(Answer) { Headers = { Location = new Uri("https://elsewhere/") } };
    }
}
