using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using O2X.Gateway.Feed;
using O2X.Gateway.History;
using O2X.Gateway.Streaming;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Api.Export;

/// <summary>A table that can be exported.</summary>
/// <param name="Name">Its name in paths and files.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="ReadAsync">Reads its rows, as they are asked for.</param>
internal sealed record ExportTable<T>(
    string Name, IReadOnlyList<ExportColumn<T>> Columns, Func<IVehicleHistory, VehicleId, TimeRange, CancellationToken, IAsyncEnumerable<T>> ReadAsync);

/// <summary>The tables that can be exported. Samples come oldest first, all others newest first.</summary>
internal static class ExportTables
{
    private const int Page = 1000;

    public static ExportTable<Sample> Samples { get; } = new(
        "samples",
        [
            new TimeColumn<Sample>("at", row => row.At),
            new TextColumn<Sample>("status", row => JsonNamingPolicy.CamelCase.ConvertName(row.Status.ToString())),
            new NumberColumn<Sample>("stateOfCharge", row => row.StateOfCharge),
            new NumberColumn<Sample>("remainingRange", row => row.RemainingRange),
            new NumberColumn<Sample>("odometer", row => row.Odometer),
            new NumberColumn<Sample>("speed", row => row.Speed),
            new NumberColumn<Sample>("packVoltage", row => row.PackVoltage),
            new NumberColumn<Sample>("packCurrent", row => row.PackCurrent),
            new NumberColumn<Sample>("power", row => row.Power),
        ],
        (history, vehicle, range, cancellationToken) => history.SamplesAsync(vehicle, range, cancellationToken));

    public static ExportTable<Trip> Trips { get; } = new(
        "trips",
        [
            new IdColumn<Trip>("id", row => row.Id),
            new TimeColumn<Trip>("begun", row => row.Begun),
            new TimeColumn<Trip>("ended", row => row.Ended),
            new NumberColumn<Trip>("distance", row => row.Distance),
            new NumberColumn<Trip>("chargeUsed", row => row.ChargeUsed),
            new NumberColumn<Trip>("energy", row => row.Energy),
        ],
        (history, vehicle, range, cancellationToken) => PagesAsync(page => history.TripsAsync(vehicle, range, page, cancellationToken), cancellationToken));

    public static ExportTable<ChargeSession> Charges { get; } = new(
        "charges",
        [
            new IdColumn<ChargeSession>("id", row => row.Id),
            new TimeColumn<ChargeSession>("begun", row => row.Begun),
            new TimeColumn<ChargeSession>("ended", row => row.Ended),
            new NumberColumn<ChargeSession>("from", row => row.From),
            new NumberColumn<ChargeSession>("to", row => row.To),
            new NumberColumn<ChargeSession>("energy", row => row.Energy),
        ],
        (history, vehicle, range, cancellationToken) => PagesAsync(page => history.ChargesAsync(vehicle, range, page, cancellationToken), cancellationToken));

    public static ExportTable<FeedRecord> Events { get; } = new(
        "events",
        [
            new IdColumn<FeedRecord>("id", row => row.Id),
            new TimeColumn<FeedRecord>("at", row => row.At),
            new TextColumn<FeedRecord>("kind", row => EventNames.Of(row.Kind)),
            new TextColumn<FeedRecord>("value", row => Encoding.UTF8.GetString(row.Json.Span)),
        ],
        (history, vehicle, range, cancellationToken) => PagesAsync(page => history.EventsAsync(vehicle, range, page, cancellationToken), cancellationToken));

    private static async IAsyncEnumerable<T> PagesAsync<T>(
        Func<PageRequest, ValueTask<HistoryPage<T>>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long? before = null;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await read(new PageRequest(Page, before)).ConfigureAwait(false);
            foreach (var item in page.Items) yield return item;
            before = page.Next;
        }
        while (before is not null);
    }
}
