using System.Globalization;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using O2X.Gateway.Api;
using O2X.Gateway.Feed;

namespace O2X.Gateway.Streaming;

/// <summary>
/// The feed of one vehicle as server-sent events. A listener that comes anew is told the present first; one that names the last event that
/// it knows (<c>Last-Event-ID</c>) is told what it missed, or that there is a gap, and then the present.
/// </summary>
internal static class EventStream
{
    public const string ContentType = "text/event-stream";

    private static readonly TimeSpan _commentAfter = TimeSpan.FromSeconds(15);

    public static async Task WriteAsync(HttpContext context, RequestedVehicle requested, EventFeed feed, TimeProvider clock)
    {
        using var listener = feed.Listen(LastKnown(context.Request));
        context.Response.ContentType = ContentType;
        context.Response.Headers.CacheControl = "no-store";
        // A proxy that collects an answer first would never pass it on.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        var comments = clock.CreateTimer(static state => ((FeedListener)state!).Wake(), listener, _commentAfter, _commentAfter);
        await using (comments.ConfigureAwait(false))
            await WriteAsync(context.Response.BodyWriter, listener, requested, context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task WriteAsync(PipeWriter body, FeedListener listener, RequestedVehicle requested, CancellationToken aborted)
    {
        var knowsPresent = false;
        await body.FlushAsync(aborted).ConfigureAwait(false);
        while (true)
        {
            if (!knowsPresent && !listener.IsBehind)
            {
                Present.Write(body, requested, listener.Position);
                await body.FlushAsync(aborted).ConfigureAwait(false);
                knowsPresent = true;
            }

            var records = await listener.ReadAsync(aborted).ConfigureAwait(false);
            if (records.Count == 0)
            {
                if (listener.IsOver) return;
                EventText.WriteComment(body);
            }

            foreach (var record in records)
            {
                if (record.Kind == FeedKind.Gap || record.Vehicle == requested.Id) EventText.Write(body, record.Kind, record.Id, record.Json.Span);
            }

            await body.FlushAsync(aborted).ConfigureAwait(false);
        }
    }

    // What is no number is of another history, which ends in a gap, too.
    private static long? LastKnown(HttpRequest request) =>
        request.Headers["Last-Event-ID"].ToString() is not { Length: > 0 } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id
        : long.MaxValue;
}
