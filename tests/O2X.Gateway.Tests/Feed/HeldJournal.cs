using O2X.Gateway.Feed;

namespace O2X.Gateway.Tests.Feed;

/// <summary>A journal that keeps a record when the test says so, or fails at first.</summary>
internal sealed class HeldJournal : IEventJournal
{
    private readonly MemoryJournal _journal = new();
    private readonly TaskCompletionSource _go = new();

    /// <summary>How often it fails.</summary>
    public int Failures { get; set; }

    public void Go() => _go.TrySetResult();

    public ValueTask<long> OpenAsync(CancellationToken cancellationToken) => _journal.OpenAsync(cancellationToken);

    public async ValueTask AppendAsync(IReadOnlyList<FeedRecord> records, CancellationToken cancellationToken)
    {
        await _go.Task;
        if (Failures-- > 0) throw new IOException("The disk is full.");
        await _journal.AppendAsync(records, cancellationToken);
    }

    public ValueTask<JournalPage> ReadAfterAsync(long after, int most, CancellationToken cancellationToken) =>
        _journal.ReadAfterAsync(after, most, cancellationToken);

    public ValueTask<JournalPage> ReadLatestAsync(int most, CancellationToken cancellationToken) =>
        _journal.ReadLatestAsync(most, cancellationToken);
}
