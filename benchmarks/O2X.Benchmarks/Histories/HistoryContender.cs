using Microsoft.Extensions.Logging.Abstractions;
using O2X.Gateway.Feed;
using O2X.Gateway.History;
using O2X.Gateway.History.Storage;
using O2X.Gateway.Vehicles;
using O2X.Vehicles;

namespace O2X.Benchmarks.Histories;

/// <summary>The gateway's history, as the feed and the recorder write to it: the JSON of a record is made while it is measured.</summary>
internal sealed class HistoryContender(string path, bool areRecords) : IInserts
{
    public const int Batch = 256;

    public static readonly VehicleId Vehicle = VehicleId.New();

    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly HistoryDatabase _database = new(new SqliteDialect(path), new HistoryState(), NullLogger<HistoryDatabase>.Instance);
    private FeedRecord[] _records = [];
    private (VehicleId Vehicle, Sample Sample)[] _samples = [];
    private long _last;

    /// <summary>A status, which is the largest record.</summary>
    public static FeedRecord Record(long id)
    {
        var snapshot = default(VehicleSnapshot);
        return FeedRecord.Status(id, Vehicle, in snapshot);
    }

    public static Sample Sample(long number) =>
        new(Start.AddSeconds(number), VehicleStatus.Driving, number % 100, number % 75, 1234.5 + number, number % 45, 48.2, -20.5);

    public void Prepare(int rows)
    {
        if (areRecords) _records = [.. Enumerable.Range(0, rows).Select(_ => Record(++_last))];
        else _samples = [.. Enumerable.Range(0, rows).Select(_ => (Vehicle, Sample(++_last)))];
    }

    public Task RunAsync() => areRecords ? AppendAsync() : WriteAsync();

    public async Task CheckAsync(int rows)
    {
        var table = areRecords ? "records" : "samples";
        var found = await _database.ReadAsync((connection, cancel) => connection.Command(null, $"SELECT count(*) FROM {table}").NumberAsync(cancel), CancellationToken.None);
        if (found != _last) throw new InvalidOperationException("Rows are missing.");
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async Task AppendAsync()
    {
        var journal = new SqlJournal(_database);
        foreach (var batch in _records.Chunk(Batch)) await journal.AppendAsync(batch, CancellationToken.None);
    }

    private async Task WriteAsync()
    {
        foreach (var batch in _samples.Chunk(Batch))
        {
            await _database.WriteAsync(
                async (transaction, cancel) =>
                {
                    await SqlSamples.WriteAsync(transaction, _database.Dialect, batch, cancel);
                    return true;
                },
                CancellationToken.None);
        }
    }
}
