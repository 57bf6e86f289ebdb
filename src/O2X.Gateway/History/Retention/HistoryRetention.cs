using System.Data.Common;
using O2X.Gateway.History.Storage;

namespace O2X.Gateway.History.Retention;

/// <summary>
/// Deletes what is older than it is to be kept, and thins old samples: of each part of an hour the last one stays. It goes in small steps,
/// between which others write.
/// </summary>
internal sealed class HistoryRetention(HistoryDatabase database, HistoryOptions options)
{
    private const int RowsPerStep = 1000;
    private const long Day = 24 * 60 * 60 * 1000;

    // One seek for each vehicle, however many samples it has.
    private const string Vehicles =
        """
        WITH RECURSIVE one (vehicle) AS (
            SELECT MIN(vehicle) FROM samples
            UNION ALL SELECT (SELECT MIN(samples.vehicle) FROM samples WHERE samples.vehicle > one.vehicle) FROM one WHERE one.vehicle IS NOT NULL)
        SELECT vehicle FROM one WHERE vehicle IS NOT NULL
        """;

    /// <summary>Does all that there is to do.</summary>
    /// <param name="now">The present, UTC.</param>
    /// <param name="cancellationToken">Gives up between two steps; what was done stays done.</param>
    /// <exception cref="HistoryUnusableException">The database cannot be used now.</exception>
    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await RepeatAsync(transaction => DeleteRecordsAsync(transaction, Before(now, options.RecordDays), cancellationToken), cancellationToken).ConfigureAwait(false);
        await RepeatAsync(transaction => DeleteSessionsAsync(transaction, Before(now, options.SessionDays), cancellationToken), cancellationToken).ConfigureAwait(false);
        var vehicles = await database.ReadAsync(
            (connection, cancel) => connection.Command(null, Vehicles).ListAsync(row => row.GetString(0), cancel), cancellationToken).ConfigureAwait(false);
        foreach (var vehicle in vehicles)
        {
            await RepeatAsync(transaction => DeleteSamplesAsync(transaction, vehicle, Before(now, options.SampleDays), cancellationToken), cancellationToken).ConfigureAwait(false);
            await RepeatAsync(transaction => ThinAsync(transaction, vehicle, Before(now, options.DetailDays), cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        while (await database.MaintainAsync(database.Dialect.ShrinkAsync, cancellationToken).ConfigureAwait(false)) await Task.Yield();
    }

    private static long Before(DateTimeOffset now, int days) => now.AddDays(-days).ToUnixTimeMilliseconds();

    private static Task<int> DeleteSessionsAsync(DbTransaction transaction, long limit, CancellationToken cancellationToken) =>
        transaction.Command(
            $"DELETE FROM sessions WHERE id IN (SELECT id FROM (SELECT id, ended FROM sessions ORDER BY id LIMIT {RowsPerStep}) oldest WHERE ended < @limit)",
            ("@limit", limit)).ExecuteAsync(cancellationToken);

    private static Task<int> DeleteRecordsAsync(DbTransaction transaction, long limit, CancellationToken cancellationToken) =>
        transaction.Command(
            $"DELETE FROM records WHERE id IN (SELECT id FROM (SELECT id, at FROM records ORDER BY id LIMIT {RowsPerStep}) oldest WHERE at < @limit)",
            ("@limit", limit)).ExecuteAsync(cancellationToken);

    private static Task<int> DeleteSamplesAsync(DbTransaction transaction, string vehicle, long limit, CancellationToken cancellationToken) =>
        transaction.Command(
            $"""
            DELETE FROM samples WHERE vehicle = @vehicle AND at < @limit
                AND at <= (SELECT MAX(at) FROM (SELECT at FROM samples WHERE vehicle = @vehicle ORDER BY at LIMIT {RowsPerStep}) oldest)
            """,
            ("@vehicle", vehicle),
            ("@limit", limit)).ExecuteAsync(cancellationToken);

    // A day at a time. How far it has come is kept with what was deleted.
    private async Task<int> ThinAsync(DbTransaction transaction, string vehicle, long limit, CancellationToken cancellationToken)
    {
        var part = options.ThinnedMinutes * 60_000L;
        var first = await transaction.Command(
            "SELECT MIN(at) FROM samples WHERE vehicle = @vehicle AND at >= COALESCE((SELECT done FROM thinning WHERE vehicle = @vehicle), 0)",
            ("@vehicle", vehicle)).NumberAsync(cancellationToken).ConfigureAwait(false);
        if (first is not { } oldest) return 0;
        var from = oldest / part * part;
        var to = Math.Min(from + Math.Max(Day / part, 1) * part, limit / part * part);
        if (from >= to) return 0;
        await transaction.Command(
            """
            DELETE FROM samples WHERE vehicle = @vehicle AND at >= @from AND at < @to
                AND at NOT IN (SELECT MAX(at) FROM samples WHERE vehicle = @vehicle AND at >= @from AND at < @to GROUP BY at / @part)
            """,
            ("@vehicle", vehicle),
            ("@from", from),
            ("@to", to),
            ("@part", part)).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        await transaction.Command(
            "INSERT INTO thinning (vehicle, done) VALUES (@vehicle, @to) ON CONFLICT (vehicle) DO UPDATE SET done = excluded.done",
            ("@vehicle", vehicle),
            ("@to", to)).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        return 1;
    }

    private async Task RepeatAsync(Func<DbTransaction, Task<int>> step, CancellationToken cancellationToken)
    {
        while (await database.WriteAsync((transaction, _) => step(transaction), cancellationToken).ConfigureAwait(false) > 0) await Task.Yield();
    }
}
