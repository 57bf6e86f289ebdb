using Microsoft.Data.Sqlite;

namespace O2X.Benchmarks.Histories;

/// <summary>The baseline: one connection, one prepared statement, a transaction a batch, on the calling thread; values that are ready to be inserted.</summary>
internal sealed class RawInserts : IInserts
{
    public const string Records =
        """
        CREATE TABLE rows (id INTEGER PRIMARY KEY, vehicle text NOT NULL, kind text NOT NULL, at bigint NOT NULL, json text NOT NULL);
        CREATE INDEX of_vehicle ON rows (vehicle, at)
        """;

    public const string Samples =
        """
        CREATE TABLE rows (vehicle text NOT NULL, at bigint NOT NULL, status text NOT NULL, c double precision, r double precision, o double precision,
            s double precision, v double precision, a double precision, PRIMARY KEY (vehicle, at)) WITHOUT ROWID
        """;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly bool _areRecords;
    private object[][] _rows = [];
    private long _last;

    public RawInserts(string path, string tables)
    {
        _areRecords = tables == Records;
        _connection = new SqliteConnection($"Data Source={path};Pooling=False");
        _connection.Open();
        Execute("PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; " + tables);
        _insert = _connection.CreateCommand();
        var names = Enumerable.Range(0, _areRecords ? 5 : 9).Select(i => $"@p{i}").ToArray();
        _insert.CommandText = $"INSERT INTO rows VALUES ({string.Join(", ", names)})";
        foreach (var name in names) _insert.Parameters.AddWithValue(name, 0);
        _insert.Prepare();
    }

    public void Prepare(int rows) => _rows = [.. Enumerable.Range(0, rows).Select(_ => _areRecords ? Record(++_last) : Sample(++_last))];

    public Task RunAsync()
    {
        foreach (var batch in _rows.Chunk(HistoryContender.Batch))
        {
            using var transaction = _connection.BeginTransaction();
            _insert.Transaction = transaction;
            foreach (var row in batch)
            {
                for (var i = 0; i < row.Length; i++) _insert.Parameters[i].Value = row[i];
                _insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return Task.CompletedTask;
    }

    public Task CheckAsync(int rows) =>
        (long)Execute("SELECT count(*) FROM rows")! == _last ? Task.CompletedTask : throw new InvalidOperationException("Rows are missing.");

    public async ValueTask DisposeAsync()
    {
        await _insert.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static object[] Record(long id)
    {
        var record = HistoryContender.Record(id);
        return [id, record.Vehicle.ToString(), "status", record.At.ToUnixTimeMilliseconds(), System.Text.Encoding.UTF8.GetString(record.Json.Span)];
    }

    private static object[] Sample(long number)
    {
        var sample = HistoryContender.Sample(number);
        return
        [
            HistoryContender.Vehicle.ToString(), sample.At.ToUnixTimeMilliseconds(), "driving", sample.StateOfCharge!, sample.RemainingRange!,
            sample.Odometer!, sample.Speed!, sample.PackVoltage!, sample.PackCurrent!,
        ];
    }

    private object? Execute(string statement)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = statement;
        return command.ExecuteScalar();
    }
}
