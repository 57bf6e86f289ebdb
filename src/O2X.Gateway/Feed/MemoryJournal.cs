namespace O2X.Gateway.Feed;

/// <summary>Keeps the newest records in memory; they end with the process.</summary>
internal sealed class MemoryJournal(int most = MemoryJournal.DefaultMost) : IEventJournal
{
    public const int DefaultMost = 10_000;

    private readonly Lock _gate = new();
    private readonly Queue<FeedRecord> _records = new();
    private long _newest;

    public ValueTask<long> OpenAsync(CancellationToken cancellationToken)
    {
        lock (_gate) return ValueTask.FromResult(_newest);
    }

    public ValueTask AppendAsync(IReadOnlyList<FeedRecord> records, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (var record in records)
            {
                _records.Enqueue(record);
                if (_records.Count > most) _records.Dequeue();
                _newest = record.Id;
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<JournalPage> ReadAfterAsync(long after, int most, CancellationToken cancellationToken)
    {
        lock (_gate) return ValueTask.FromResult(Page([.. _records.SkipWhile(record => record.Id <= after).Take(most)]));
    }

    public ValueTask<JournalPage> ReadLatestAsync(int most, CancellationToken cancellationToken)
    {
        lock (_gate) return ValueTask.FromResult(Page([.. _records.TakeLast(most)]));
    }

    private JournalPage Page(IReadOnlyList<FeedRecord> records) =>
        new(records, _records.TryPeek(out var oldest) ? oldest.Id : _newest + 1, _newest);
}
