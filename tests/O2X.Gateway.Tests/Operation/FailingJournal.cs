using O2X.Gateway.Feed;

namespace O2X.Gateway.Tests.Operation;

/// <summary>A journal whose disk is full for a while.</summary>
internal sealed class FailingJournal : IEventJournal
{
    private readonly MemoryJournal _journal = new();

    public bool IsFailing { get; set; }

    public ValueTask<long> OpenAsync(CancellationToken cancellationToken) => _journal.OpenAsync(cancellationToken);

    public ValueTask AppendAsync(IReadOnlyList<FeedRecord> records, CancellationToken cancellationToken) =>
        IsFailing ? throw new IOException("No space left on device") : _journal.AppendAsync(records, cancellationToken);

    public ValueTask<JournalPage> ReadAfterAsync(long after, int most, CancellationToken cancellationToken) => _journal.ReadAfterAsync(after, most, cancellationToken);

    public ValueTask<JournalPage> ReadLatestAsync(int most, CancellationToken cancellationToken) => _journal.ReadLatestAsync(most, cancellationToken);
}
