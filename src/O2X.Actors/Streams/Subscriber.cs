namespace O2X.Actors.Streams;

/// <summary>
/// One observer of a stream, with its own queue, called by one thread at a time. What is wrong with it ends it alone.
/// </summary>
/// <typeparam name="T">The element.</typeparam>
internal abstract class Subscriber<T> : IThreadPoolWorkItem, IDisposable
{
    // A producer that waits for room need not wait for an empty queue.
    protected const int RoomSignalInterval = 64;

    private readonly VehicleStream<T> _stream;
    private readonly IObserver<T> _observer;
    private Exception? _error;
    private int _scheduled;
    private int _ending;
    private int _isDisposed;

    protected Subscriber(VehicleStream<T> stream, IObserver<T> observer)
    {
        _stream = stream;
        _observer = observer;
    }

    protected bool IsDisposed => Volatile.Read(ref _isDisposed) != 0;

    /// <summary>
    /// Queues an element; <see cref="Wake"/> is still due. Called by one producer at a time, or under the stream's lock where there
    /// are several.
    /// </summary>
    public abstract void Enqueue(in T element);

    /// <summary>How many more elements the queue takes without skipping, overflowing or waiting.</summary>
    public abstract int Room { get; }

    /// <summary>Elements that this observer did not get.</summary>
    public virtual long Skipped => 0;

    /// <summary>The stream ends, for this observer or for all, after what is queued.</summary>
    public void End(Exception? error)
    {
        if (Interlocked.Exchange(ref _ending, 1) != 0) return;
        _error = error;
        Volatile.Write(ref _ending, 2);
        Wake();
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0) return;
        _stream.Remove(this);
    }

    /// <summary>Empties the queue into the observer.</summary>
    public void Execute()
    {
        try
        {
            do
            {
                var ending = Volatile.Read(ref _ending) == 2;
                for (var delivered = 1; !IsDisposed && TryDequeue(out var element); delivered++)
                {
                    _observer.OnNext(element);
                    if (delivered % RoomSignalInterval == 0) _stream.OnDrained();
                }

                if (!ending || IsDisposed) continue;
                Dispose();
                if (_error is null) _observer.OnCompleted();
                else _observer.OnError(_error);
            }
            while (!TrySleep());
        }
        catch (Exception exception)
        {
            // The observer's own fault: it is ended, and nobody else notices.
            Dispose();
            _stream.ReportThrowing(exception);
        }

        _stream.OnDrained();
    }

    /// <summary>Has the queue emptied soon.</summary>
    public void Wake()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _scheduled) != 0 || Interlocked.Exchange(ref _scheduled, 1) != 0) return;
        try
        {
            _stream.Delivery.Schedule(this);
        }
        catch (Exception exception)
        {
            // The user's scheduler refuses, or was disposed of: that ends the observer, not who tells it something.
            Dispose();
            _stream.ReportThrowing(exception);
        }
    }

    protected abstract bool TryDequeue(out T element);

    protected abstract bool HasQueued { get; }

    /// <summary>The observer is too far behind: it gets what is queued and then the error, and holds nobody up any longer.</summary>
    protected void Overflow(int limit)
    {
        _stream.Remove(this);
        End(new StreamOverflowException(_stream.Name, limit));
    }

    private bool TrySleep()
    {
        Volatile.Write(ref _scheduled, 0);
        Interlocked.MemoryBarrier();
        var hasWork = HasQueued || (Volatile.Read(ref _ending) == 2 && !IsDisposed);
        return IsDisposed || !hasWork || Interlocked.Exchange(ref _scheduled, 1) != 0;
    }
}
