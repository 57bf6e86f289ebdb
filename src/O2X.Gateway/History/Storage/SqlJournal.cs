using System.Data.Common;
using System.Text;
using O2X.Gateway.Feed;

namespace O2X.Gateway.History.Storage;

/// <summary>Keeps statuses, events and reports of the link in the history's database.</summary>
internal sealed class SqlJournal(HistoryDatabase database) : IEventJournal
{
    private const string LastRecord = "SELECT value FROM counters WHERE name = 'last_record'";
    private const string Insert = "INSERT INTO records (id, vehicle, kind, at, json) VALUES (@id, @vehicle, @kind, @at, @json)";

    private static readonly string[] _parameters = ["@id", "@vehicle", "@kind", "@at", "@json"];

    public async ValueTask<long> OpenAsync(CancellationToken cancellationToken) => await database.ReadAsync(
        async (connection, cancel) => await connection.Command(null, LastRecord).NumberAsync(cancel).ConfigureAwait(false) ?? 0,
        cancellationToken).ConfigureAwait(false);

    public async ValueTask AppendAsync(IReadOnlyList<FeedRecord> records, CancellationToken cancellationToken)
    {
        if (records.Count == 0) return;
        await database.WriteAsync((transaction, cancel) => AppendAsync(transaction, records, cancel), cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<JournalPage> ReadAfterAsync(long after, int most, CancellationToken cancellationToken) =>
        PageAsync("WHERE id > @after ORDER BY id LIMIT @most", after, most, cancellationToken);

    public ValueTask<JournalPage> ReadLatestAsync(int most, CancellationToken cancellationToken) =>
        PageAsync("WHERE id > @after ORDER BY id DESC LIMIT @most", 0, most, cancellationToken);

    /// <summary>Reads a record; the columns are id, vehicle, kind, at and json, from <paramref name="first"/> on.</summary>
    public static FeedRecord Record(DbDataReader row, int first)
    {
        var json = Encoding.UTF8.GetBytes(row.GetString(first + 4));
        return FeedRecord.Kept(KindOf(row.GetString(first + 2)), row.GetInt64(first), row.Vehicle(first + 1), row.Moment(first + 3), json);
    }

    // The counter says that nobody else has written meanwhile, and whether an attempt of which no answer came was carried out.
    private async Task<bool> AppendAsync(DbTransaction transaction, IReadOnlyList<FeedRecord> records, CancellationToken cancellationToken)
    {
        var (before, last) = (records[0].Id - 1, records[^1].Id);
        var moved = await transaction
            .Command("UPDATE counters SET value = @last WHERE name = 'last_record' AND value = @before", ("@last", last), ("@before", before))
            .ExecuteAsync(cancellationToken).ConfigureAwait(false);
        if (moved == 0)
        {
            var found = await transaction.Command(LastRecord).NumberAsync(cancellationToken).ConfigureAwait(false);
            if (found == last && await HasAsync(transaction, records[^1], cancellationToken).ConfigureAwait(false)) return false;
            throw new HistoryUnusableException(
                $"The history ends with record {found} and not {before}: another gateway writes to it, or it was replaced. "
                + "Give each gateway a database of its own, and start it again.");
        }

        object?[][] rows =
        [
            .. records.Select(record => new object?[]
            {
                record.Id, record.Vehicle.ToString(), WordOf(record.Kind), record.At.ToUnixTimeMilliseconds(), Encoding.UTF8.GetString(record.Json.Span),
            }),
        ];
        await database.Dialect.ExecuteManyAsync(transaction, Insert, _parameters, rows, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static async Task<bool> HasAsync(DbTransaction transaction, FeedRecord record, CancellationToken cancellationToken)
    {
        var found = await transaction
            .Command("SELECT id, vehicle, kind, at, json FROM records WHERE id = @id", ("@id", record.Id))
            .ListAsync(row => Record(row, 0), cancellationToken).ConfigureAwait(false);
        return found is [var kept] && kept.Vehicle == record.Vehicle && kept.Json.Span.SequenceEqual(record.Json.Span);
    }

    // One statement: what is deleted meanwhile is either in all of the answer or in none.
    private async ValueTask<JournalPage> PageAsync(string which, long after, int most, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            (connection, cancel) => connection.Command(
                null,
                $"""
                SELECT counters.value, (SELECT MIN(id) FROM records), page.id, page.vehicle, page.kind, page.at, page.json
                FROM counters LEFT JOIN (SELECT id, vehicle, kind, at, json FROM records {which}) page ON 1 = 1
                WHERE counters.name = 'last_record' ORDER BY page.id
                """,
                ("@after", after),
                ("@most", most)).ListAsync(
                row => (
                    Newest: row.GetInt64(0),
                    Oldest: row.IsDBNull(1) ? row.GetInt64(0) + 1 : row.GetInt64(1),
                    Record: row.IsDBNull(2) ? null : Record(row, 2)),
                cancel),
            cancellationToken).ConfigureAwait(false);
        return new JournalPage([.. rows.Where(row => row.Record is not null).Select(row => row.Record!)], rows[0].Oldest, rows[0].Newest);
    }

    private static string WordOf(FeedKind kind) => kind switch
    {
        FeedKind.Status => "status",
        FeedKind.Event => "event",
        FeedKind.Link => "link",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "It is in no journal."),
    };

    private static FeedKind KindOf(string word) => word switch
    {
        "status" => FeedKind.Status,
        "event" => FeedKind.Event,
        _ => FeedKind.Link,
    };
}
