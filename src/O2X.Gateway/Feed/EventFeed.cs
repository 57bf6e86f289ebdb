using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using O2X.Actors;
using O2X.Gateway.Vehicles;
using O2X.Vehicles;

namespace O2X.Gateway.Feed;

/// <summary>
/// Tells everybody what the vehicles say. Statuses, events and reports of the link are numbered, kept by the journal and told then; values
/// are told at once. No listener delays another one, the journal or the engine.
/// </summary>
internal sealed class EventFeed(IEventJournal journal, TimeProvider clock, FeedOptions options, ILogger<EventFeed> logger)
{
    private const int LargestBatch = 256;

    private static readonly TimeSpan _retryAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _pendingGate = new();
    private readonly Queue<Func<long, FeedRecord>> _pending = new();
    private readonly Lock _tellGate = new();
    private ImmutableArray<FeedListener> _listeners = [];
    private Task _pump = Task.CompletedTask;
    private long _lastNumbered;
    private long _lastTold;
    private long _lost;
    private bool _mustOpen;
    private bool _isFailing;
    private bool _isPumping;
    private bool _isOver;

    public IEventJournal Journal => journal;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Whether the journal does not take what there is to keep.</summary>
    public bool IsFailing => Volatile.Read(ref _isFailing);

    /// <summary>The number of the last record that was told.</summary>
    public long LastId => Volatile.Read(ref _lastTold);

    /// <summary>How many records were given up because the journal could not keep them for too long.</summary>
    public long Lost => Volatile.Read(ref _lost);

    public int Listeners => _listeners.Length;

    /// <summary>Goes on where the journal ended. Before anything is told. A journal that cannot be opened now is tried again each second.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            _lastNumbered = _lastTold = await journal.OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            GatewayLog.JournalFailed(logger, problem.Message);
            Volatile.Write(ref _isFailing, true);
            _mustOpen = true;
        }
    }

    /// <summary>Listens.</summary>
    /// <param name="after">
    /// The number of the last record that is known: what came after it is told first, or that there is a gap. Null: from now on.
    /// </param>
    public FeedListener Listen(long? after = null)
    {
        lock (_tellGate)
        {
            var listener = new FeedListener(this, options.ListenerLimit, after, _lastTold);
            if (_isOver) listener.Complete();
            else _listeners = _listeners.Add(listener);
            return listener;
        }
    }

    public void TellInformation(VehicleId vehicle, in VehicleSnapshot snapshot)
    {
        lock (_tellGate)
        {
            if (_listeners.IsEmpty) return;
            Tell(FeedRecord.Information(_lastTold, vehicle, in snapshot));
        }
    }

    public void TellStatus(VehicleId vehicle, VehicleSnapshot snapshot) => Post(id => FeedRecord.Status(id, vehicle, in snapshot));

    public void TellEvent(VehicleId vehicle, VehicleEvent happened) => Post(id => FeedRecord.Event(id, vehicle, happened));

    public void TellLink(VehicleId vehicle, LinkReport report) => Post(id => FeedRecord.Link(id, vehicle, report));

    /// <summary>Waits until everything that was said so far is kept and told.</summary>
    public Task SettleAsync(CancellationToken cancellationToken)
    {
        lock (_pendingGate) return _isPumping ? _pump.WaitAsync(cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Ends the feed for its listeners; what waits for them can still be read.</summary>
    public void Complete()
    {
        lock (_tellGate)
        {
            _isOver = true;
            foreach (var listener in _listeners) listener.Complete();
            _listeners = [];
        }
    }

    internal void Remove(FeedListener listener)
    {
        lock (_tellGate) _listeners = _listeners.Remove(listener);
    }

    private void Post(Func<long, FeedRecord> make)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_pendingGate)
        {
            if (_pending.Count >= options.PendingLimit)
            {
                _pending.Dequeue();
                Interlocked.Increment(ref _lost);
            }

            _pending.Enqueue(make);
            if (_isPumping) return;
            _isPumping = true;
            _pump = done.Task;
        }

        _ = PumpAsync(done);
    }

    // One at a time. A journal that completes at once makes all of it happen before Post returns, as tests on virtual time need it.
    private async Task PumpAsync(TaskCompletionSource done)
    {
        if (_mustOpen) await OpenLateAsync().ConfigureAwait(false);
        while (TakePending() is { Count: > 0 } records)
        {
            await KeepAsync(records).ConfigureAwait(false);
            lock (_tellGate)
            {
                foreach (var record in records)
                {
                    _lastTold = record.Id;
                    Tell(record);
                }
            }
        }

        done.SetResult();
    }

    private List<FeedRecord> TakePending()
    {
        lock (_pendingGate)
        {
            List<FeedRecord> records = [];
            while (records.Count < LargestBatch && _pending.TryDequeue(out var make)) records.Add(make(++_lastNumbered));
            if (records.Count == 0) _isPumping = false;
            return records;
        }
    }

    // Nothing is numbered before it is known which number was the last.
    private async ValueTask OpenLateAsync()
    {
        while (_mustOpen)
        {
            await Task.Delay(_retryAfter, clock).ConfigureAwait(false);
            try
            {
                var last = await journal.OpenAsync(CancellationToken.None).ConfigureAwait(false);
                lock (_tellGate) _lastNumbered = _lastTold = last;
                _mustOpen = false;
                Volatile.Write(ref _isFailing, false);
                GatewayLog.JournalWorksAgain(logger);
            }
            catch (Exception)
            {
                // It was told when it failed first.
            }
        }
    }

    private async ValueTask KeepAsync(List<FeedRecord> records)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await journal.AppendAsync(records, CancellationToken.None).ConfigureAwait(false);
                Volatile.Write(ref _isFailing, false);
                if (attempt > 0) GatewayLog.JournalWorksAgain(logger);
                return;
            }
            catch (Exception problem)
            {
                Volatile.Write(ref _isFailing, true);
                if (attempt == 0) GatewayLog.JournalFailed(logger, problem.Message);
                await Task.Delay(_retryAfter, clock).ConfigureAwait(false);
            }
        }
    }

    private void Tell(FeedRecord record)
    {
        foreach (var listener in _listeners) listener.Offer(record);
    }
}
