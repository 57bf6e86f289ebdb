using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using O2X.Gateway.Feed;
using O2X.Gateway.History;
using O2X.Gateway.Streaming;

namespace O2X.Gateway.Api;

/// <summary>What is kept of a vehicle over time.</summary>
internal static class HistoryEndpoints
{
    private const int MostPoints = 10_000;
    private const int UsualPoints = 1000;

    private static readonly TimeSpan _usualSpan = TimeSpan.FromDays(1);

    public static async Task<IResult> EventsAsync(
        RequestedVehicle requested, [AsParameters] PageQuery query, IVehicleHistory history, CancellationToken cancellationToken)
    {
        if (query.Read(out var range, out var page) is { } wrong) return wrong;
        var found = await history.EventsAsync(requested.Id, range, page, cancellationToken).ConfigureAwait(false);
        return JsonAnswer.Of(writer => Write(writer, found));
    }

    /// <summary>Samples for a chart: the last of each of some equal parts of the range.</summary>
    public static async Task<Results<Ok<IReadOnlyList<Sample>>, ProblemHttpResult>> SamplesAsync(
        RequestedVehicle requested,
        [AsParameters] RangeQuery query,
        [FromQuery(Name = "points"), Description("The most samples, 1 to 10000; default 1000. Of each equal part of the range the last is taken.")] string? points,
        IVehicleHistory history,
        EventFeed feed,
        CancellationToken cancellationToken)
    {
        // Its end does not belong to a range, and what was received just now does.
        var end = feed.Now + TimeSpan.FromTicks(1);
        if (query.Read(new TimeRange(RangeQuery.Everything.From, end), out var range) is { } wrong) return wrong;
        if (query.From is null) range = range with { From = range.To - _usualSpan };
        var most = UsualPoints;
        if (points is not null && (!int.TryParse(points, NumberStyles.None, CultureInfo.InvariantCulture, out most) || most is < 1 or > MostPoints))
            return Problems.Invalid("points", $"points must be a number from 1 to {MostPoints}.");
        return TypedResults.Ok(await history.ChartAsync(requested.Id, range, most, cancellationToken).ConfigureAwait(false));
    }

    public static async Task<Results<Ok<PageAnswer<Trip>>, ProblemHttpResult>> TripsAsync(
        RequestedVehicle requested, [AsParameters] PageQuery query, IVehicleHistory history, CancellationToken cancellationToken) =>
        query.Read(out var range, out var page) is { } wrong
            ? wrong
            : Page(await history.TripsAsync(requested.Id, range, page, cancellationToken).ConfigureAwait(false));

    public static async Task<Results<Ok<PageAnswer<ChargeSession>>, ProblemHttpResult>> ChargesAsync(
        RequestedVehicle requested, [AsParameters] PageQuery query, IVehicleHistory history, CancellationToken cancellationToken) =>
        query.Read(out var range, out var page) is { } wrong
            ? wrong
            : Page(await history.ChargesAsync(requested.Id, range, page, cancellationToken).ConfigureAwait(false));

    private static Ok<PageAnswer<T>> Page<T>(HistoryPage<T> page) => TypedResults.Ok(new PageAnswer<T>(page.Items, page.Next));

    private static void Write(Utf8JsonWriter writer, HistoryPage<FeedRecord> page)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("items"u8);
        foreach (var record in page.Items)
        {
            writer.WriteStartObject();
            writer.WriteNumber("id"u8, record.Id);
            writer.WriteString("kind"u8, EventNames.Of(record.Kind));
            writer.WriteString("at"u8, record.At);
            writer.WritePropertyName("value"u8);
            writer.WriteRawValue(record.Json.Span, skipInputValidation: true);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (page.Next is { } next) writer.WriteNumber("next"u8, next);
        else writer.WriteNull("next"u8);
        writer.WriteEndObject();
    }
}
