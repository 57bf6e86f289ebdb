using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Feed;

/// <summary>
/// What one listener has not read yet: the newest values of each vehicle, and the records up to a limit. Whoever falls behind by more
/// reads the rest from the journal; nobody else notices.
/// </summary>
/// <remarks>One reader at a time; a read that was given up loses nothing.</remarks>
internal sealed class FeedListener : IDisposable
{
    private const int Page = 256;

    private readonly EventFeed _feed;
    private readonly int _limit;
    private readonly Lock _gate = new();
    private readonly Queue<FeedRecord> _records = new();
    private readonly Dictionary<VehicleId, FeedRecord> _values = [];
    private TaskCompletionSource? _waiter;
    private FeedRecord? _gap;
    private long _position;
    private long _newest;
    private bool _isBehind;
    private bool _isOver;

    /// <param name="feed">The feed.</param>
    /// <param name="limit">The most records that wait in memory.</param>
    /// <param name="after">The number of the last record that the listener knows; null: it wants what comes from now on.</param>
    /// <param name="newest">The number of the last record that was told to anybody.</param>
    public FeedListener(EventFeed feed, int limit, long? after, long newest)
    {
        _feed = feed;
        _limit = limit;
        _newest = newest;
        _position = after ?? newest;
        _isBehind = _position < newest;
        // A number that was not given out yet is of another history: what came before cannot be told.
        if (_position <= newest) return;
        _gap = FeedRecord.Gap(newest, feed.Now);
        _position = newest;
    }

    /// <summary>Whether there is something to read that only the journal has.</summary>
    public bool IsBehind
    {
        get
        {
            lock (_gate) return _isBehind;
        }
    }

    /// <summary>Waits until there is something to read, and takes all of it: records in their order, then the newest values.</summary>
    /// <returns>At least one record; none when the feed has ended.</returns>
    public async ValueTask<IReadOnlyList<FeedRecord>> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task? arrival = null;
            lock (_gate)
            {
                if (_gap is not null) return Take();
                if (!_isBehind)
                {
                    if (_records.Count + _values.Count > 0 || _isOver) return Take();
                    arrival = (_waiter ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
                }
            }

            if (arrival is not null) await arrival.WaitAsync(cancellationToken).ConfigureAwait(false);
            else if (await CatchUpAsync(cancellationToken).ConfigureAwait(false) is { Count: > 0 } records) return records;
        }
    }

    /// <summary>Takes what there is to read without waiting, and without what only the journal has.</summary>
    public IReadOnlyList<FeedRecord> TakeWaiting()
    {
        lock (_gate) return _isBehind && _gap is null ? [] : Take();
    }

    public void Dispose() => _feed.Remove(this);

    /// <summary>Adds what is told; never waits.</summary>
    internal void Offer(FeedRecord record)
    {
        TaskCompletionSource? waiter;
        lock (_gate)
        {
            if (record.Kind == FeedKind.Information) _values[record.Vehicle] = record;
            else Add(record);
            waiter = Interlocked.Exchange(ref _waiter, null);
        }

        waiter?.TrySetResult();
    }

    /// <summary>The feed has ended; what waits can still be read.</summary>
    internal void Complete()
    {
        lock (_gate)
        {
            _isOver = true;
            Interlocked.Exchange(ref _waiter, null)?.TrySetResult();
        }
    }

    private void Add(FeedRecord record)
    {
        _newest = record.Id;
        if (_isBehind) return;
        if (_records.Count < _limit)
        {
            _records.Enqueue(record);
            return;
        }

        _records.Clear();
        _isBehind = true;
    }

    private FeedRecord[] Take()
    {
        if (_gap is { } gap)
        {
            _gap = null;
            return [gap];
        }

        FeedRecord[] taken = [.. _records, .. _values.Values];
        if (_records.Count > 0) _position = _newest;
        _records.Clear();
        _values.Clear();
        return taken;
    }

    private async ValueTask<IReadOnlyList<FeedRecord>> CatchUpAsync(CancellationToken cancellationToken)
    {
        var page = await _feed.Journal.ReadAfterAsync(_position, Page, cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            var isGap = page.Oldest > _position + 1;
            var lostUpTo = page.Oldest - 1;
            // Even where the journal has lost everything, what was told meanwhile has been asked for.
            _position = page.Records.Count > 0 ? page.Records[^1].Id : Math.Max(page.Newest, _position);
            _isBehind = _position < _newest;
            return isGap ? [FeedRecord.Gap(lostUpTo, _feed.Now), .. page.Records] : page.Records;
        }
    }
}
