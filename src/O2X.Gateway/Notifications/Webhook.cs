using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;

namespace O2X.Gateway.Notifications;

/// <summary>What became of a notification.</summary>
/// <param name="IsDelivered">Whether the webhook took it.</param>
/// <param name="Words">What happened, for people; it names the host, never the whole address, which is often a secret.</param>
/// <param name="CanBeRepeated">Whether it may arrive later.</param>
internal sealed record Delivery(bool IsDelivered, string Words, bool CanBeRepeated = false);

/// <summary>How the webhook is reached; a test gives another one.</summary>
/// <param name="Handler">Sends the requests. It must not follow redirects.</param>
internal sealed record WebhookTransport(HttpMessageHandler Handler)
{
    public static WebhookTransport Network() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = Webhook.Limit,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    });
}

/// <summary>Posts notifications as JSON. A redirect is not followed: what is told goes to the address that was configured, and nowhere else.</summary>
internal sealed class Webhook(WebhookTransport transport, Uri address, TimeProvider clock) : IDisposable
{
    private readonly HttpMessageInvoker _client = new(transport.Handler, disposeHandler: true);

    /// <summary>How long it has for an answer.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(10);

    public async Task<Delivery> PostAsync(Notification notification, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(notification.ToJson()) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
            using var response = await _client.SendAsync(request, either.Token).ConfigureAwait(false);
            return Of(response.StatusCode);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Delivery(false, $"{address.Host} did not answer within {Limit.TotalSeconds} s.", CanBeRepeated: true);
        }
        catch (HttpRequestException problem)
        {
            return new Delivery(false, $"{address.Host} cannot be reached: {Cause(problem).TrimEnd('.')}.", CanBeRepeated: true);
        }
    }

    public void Dispose() => _client.Dispose();

    private Delivery Of(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => new(true, "It was delivered."),
        >= 300 and < 400 => new(false, $"{address.Host} wants to send it elsewhere ({(int)status}), which is not followed. Give the address where it ends."),
        408 or 429 or >= 500 => new(false, $"{address.Host} answers with {(int)status}.", CanBeRepeated: true),
        _ => new(false, $"{address.Host} does not take it: it answers with {(int)status}."),
    };

    // The outer one may name the whole address.
    private static string Cause(Exception problem)
    {
        while (problem.InnerException is { } inner) problem = inner;
        return problem is HttpRequestException { HttpRequestError: var error } ? error.ToString() : problem.Message;
    }
}
