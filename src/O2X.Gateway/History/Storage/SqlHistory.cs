using System.Runtime.CompilerServices;
using O2X.Gateway.Feed;
using O2X.Gateway.History.Recording;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.History.Storage;

/// <summary>What is kept of vehicles in the history's database.</summary>
internal sealed class SqlHistory(HistoryDatabase database, HistoryRecorder recorder) : IVehicleHistory
{
    private static readonly string[] _tables = ["samples", "sessions", "records", "thinning"];

    // A page at a time: whoever reads slowly holds no transaction open.
    public async IAsyncEnumerable<Sample> SamplesAsync(VehicleId vehicle, TimeRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (from, to) = (range.From.CeilingMilliseconds(), range.To.CeilingMilliseconds());
        while (from < to)
        {
            var first = from;
            var page = await database.ReadAsync(
                (connection, cancel) => SqlSamples.PageAsync(connection, vehicle, first, to, cancel), cancellationToken).ConfigureAwait(false);
            foreach (var sample in page) yield return sample;
            if (page.Count < SqlSamples.PageSize) yield break;
            from = page[^1].At.ToUnixTimeMilliseconds() + 1;
        }
    }

    public async ValueTask<IReadOnlyList<Sample>> ChartAsync(VehicleId vehicle, TimeRange range, int most, CancellationToken cancellationToken) =>
        await database.ReadAsync((connection, cancel) => SqlSamples.ChartAsync(connection, vehicle, range, most, cancel), cancellationToken).ConfigureAwait(false);

    public ValueTask<HistoryPage<Trip>> TripsAsync(VehicleId vehicle, TimeRange range, PageRequest page, CancellationToken cancellationToken) =>
        new(database.ReadAsync(
            (connection, cancel) => SqlSessions.PageAsync(connection, vehicle, SessionKind.Trip, range, page, (session, id) => session.ToTrip(id), cancel),
            cancellationToken));

    public ValueTask<HistoryPage<ChargeSession>> ChargesAsync(VehicleId vehicle, TimeRange range, PageRequest page, CancellationToken cancellationToken) =>
        new(database.ReadAsync(
            (connection, cancel) => SqlSessions.PageAsync(connection, vehicle, SessionKind.Charge, range, page, (session, id) => session.ToChargeSession(id), cancel),
            cancellationToken));

    public async ValueTask<HistoryPage<FeedRecord>> EventsAsync(VehicleId vehicle, TimeRange range, PageRequest page, CancellationToken cancellationToken)
    {
        var records = await database.ReadAsync(
            (connection, cancel) => connection.Command(
                null,
                """
                SELECT id, vehicle, kind, at, json FROM records
                WHERE vehicle = @vehicle AND at >= @from AND at < @to AND id < @before ORDER BY id DESC LIMIT @most
                """,
                ("@vehicle", vehicle.ToString()),
                ("@from", range.From.CeilingMilliseconds()),
                ("@to", range.To.CeilingMilliseconds()),
                ("@before", page.Before ?? long.MaxValue),
                ("@most", page.Most + 1L)).ListAsync(row => SqlJournal.Record(row, 0), cancel),
            cancellationToken).ConfigureAwait(false);
        return records.Count > page.Most ? new(records[..page.Most], records[page.Most - 1].Id) : new(records, null);
    }

    public async ValueTask EraseAsync(VehicleId vehicle, CancellationToken cancellationToken) => await database.MaintainAsync(
        async (connection, cancel) =>
        {
            // Nothing is written meanwhile: what waits to be, is forgotten with the rest.
            recorder.Forget(vehicle);
            var transaction = await connection.BeginTransactionAsync(cancel).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                foreach (var table in _tables)
                {
                    await transaction.Command($"DELETE FROM {table} WHERE vehicle = @vehicle", ("@vehicle", vehicle.ToString()))
                        .ExecuteAsync(cancel).ConfigureAwait(false);
                }

                await transaction.CommitAsync(cancel).ConfigureAwait(false);
            }

            await database.Dialect.ShredAsync(connection, cancel).ConfigureAwait(false);
            return true;
        },
        cancellationToken).ConfigureAwait(false);
}
