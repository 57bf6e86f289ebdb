using System.Data.Common;

namespace O2X.Gateway.History.Storage;

/// <summary>
/// The tables, as steps from each version to the next. A step is never changed once it was released: a database of any version is brought
/// to the newest by the steps that it has not seen, in one transaction. Moments are milliseconds since 1970, UTC.
/// </summary>
internal static class HistorySchema
{
    private static readonly string[][] _steps =
    [
        [
            "CREATE TABLE counters (name text PRIMARY KEY, value bigint NOT NULL)",
            "INSERT INTO counters (name, value) VALUES ('last_record', 0)",
            "CREATE TABLE records (id {key}, vehicle text NOT NULL, kind text NOT NULL, at bigint NOT NULL, json text NOT NULL)",
            "CREATE INDEX records_of_vehicle ON records (vehicle, at)",
            """
            CREATE TABLE samples (
                vehicle text NOT NULL, at bigint NOT NULL, status text NOT NULL, state_of_charge double precision, remaining_range double precision,
                odometer double precision, speed double precision, pack_voltage double precision, pack_current double precision,
                PRIMARY KEY (vehicle, at)){clustered}
            """,
            """
            CREATE TABLE sessions (
                id {givenKey}, vehicle text NOT NULL, kind text NOT NULL, begun bigint NOT NULL, ended bigint, heard bigint NOT NULL,
                odometer_from double precision, odometer_to double precision, charge_from double precision, charge_to double precision,
                energy double precision NOT NULL, measured_seconds double precision NOT NULL, UNIQUE (vehicle, kind, begun))
            """,
        ],
        [
            // Up to when the samples of a vehicle were thinned.
            "CREATE TABLE thinning (vehicle text PRIMARY KEY, done bigint NOT NULL)",
        ],
    ];

    public static int Newest => _steps.Length;

    /// <summary>Brings a database to a version.</summary>
    /// <returns>The version that it had.</returns>
    /// <exception cref="HistoryUnusableException">It is of a newer version than this program knows.</exception>
    public static async Task<int> MigrateAsync(DbConnection connection, IHistoryDialect dialect, int version, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await ExecuteAsync("CREATE TABLE IF NOT EXISTS schema_version (version bigint NOT NULL)").ConfigureAwait(false);
            var before = (int)(await transaction.Command("SELECT MAX(version) FROM schema_version").NumberAsync(cancellationToken).ConfigureAwait(false) ?? 0);
            if (before > Newest)
            {
                throw new HistoryUnusableException(
                    $"The history's database is of version {before}, and this program knows versions up to {Newest}: run the newer program that wrote it.");
            }

            for (var step = before; step < version; step++)
            {
                foreach (var statement in _steps[step]) await ExecuteAsync(Fill(statement, dialect)).ConfigureAwait(false);
                await ExecuteAsync($"INSERT INTO schema_version (version) VALUES ({step + 1})").ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return before;
        }

        Task ExecuteAsync(string statement) => transaction.Command(statement).ExecuteAsync(cancellationToken);
    }

    private static string Fill(string statement, IHistoryDialect dialect) => statement
        .Replace("{key}", dialect.Key, StringComparison.Ordinal)
        .Replace("{givenKey}", dialect.GivenKey, StringComparison.Ordinal)
        .Replace("{clustered}", dialect.Clustered, StringComparison.Ordinal);
}
