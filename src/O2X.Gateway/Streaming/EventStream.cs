using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;
using O2X.Gateway.Api;
using O2X.Gateway.Feed;

namespace O2X.Gateway.Streaming;

/// <summary>The feed of one vehicle as server-sent events; <c>Last-Event-ID</c> goes on where a listener was cut off.</summary>
internal static class EventStream
{
    public static async Task WriteAsync(HttpContext context, RequestedVehicle requested, EventFeed feed)
    {
        var after = long.TryParse(context.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (long?)null;
        using var listener = feed.Listen(after);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        while (await listener.ReadAsync(context.RequestAborted).ConfigureAwait(false) is { Count: > 0 } records)
        {
            foreach (var record in records) Write(context.Response.BodyWriter, record, requested);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static void Write(PipeWriter body, FeedRecord record, RequestedVehicle requested)
    {
        if (record.Kind != FeedKind.Gap && record.Vehicle != requested.Id) return;
        var name = record.Kind switch
        {
            FeedKind.Information => "information",
            FeedKind.Status => "status",
            FeedKind.Event => "event",
            FeedKind.Link => "link",
            _ => "gap",
        };
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {record.Id}\nevent: {name}\ndata: "), body);
        body.Write(record.Json.Span);
        body.Write("\n\n"u8);
    }
}
