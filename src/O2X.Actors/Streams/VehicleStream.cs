using Microsoft.Extensions.Logging;
using O2X.Actors.Diagnostics;

namespace O2X.Actors.Streams;

/// <summary>
/// A hot stream whose observers cannot hurt it or each other. It replays its last element to a new observer when it is told to keep it.
/// </summary>
internal abstract class VehicleStream<T>(string name, IDelivery delivery, ILogger logger) : IObservable<T>
{
    private readonly Lock _gate = new();
    private volatile Subscriber<T>[] _subscribers = [];
    private Subscriber<T>[] _reached = [];
    private long _skippedByGone;
    private T? _last;
    private bool _hasLast;
    private bool _isComplete;

    public string Name => name;

    public IDelivery Delivery => delivery;

    /// <summary>Called whenever an observer has emptied its queue.</summary>
    public Action? Drained { get; set; }

    public int Count => _subscribers.Length;

    /// <summary>Elements that slow observers did not get.</summary>
    public long Skipped => Volatile.Read(ref _skippedByGone) + _subscribers.Sum(subscriber => subscriber.Skipped);

    /// <summary>How many more elements every observer can take.</summary>
    public int Room
    {
        get
        {
            var room = int.MaxValue;
            foreach (var subscriber in _subscribers) room = Math.Min(room, subscriber.Room);
            return room;
        }
    }

    public IDisposable Subscribe(IObserver<T> observer)
    {
        bool isOver;
        var subscriber = Make(observer);
        lock (_gate)
        {
            if (_hasLast) subscriber.Enqueue(_last!);
            if (!_isComplete) _subscribers = [.. _subscribers, subscriber];
            isOver = _isComplete;
        }

        if (isOver) subscriber.End(null);
        else subscriber.Wake();
        return subscriber;
    }

    /// <summary>Queues an element for all observers; <see cref="Flush"/> is still due. One producer only.</summary>
    public void Publish(in T element)
    {
        var subscribers = _subscribers;
        if (!ReferenceEquals(_reached, subscribers)) MoveTo(subscribers);
        Queue(element, subscribers);
    }

    /// <summary>Has what was published delivered.</summary>
    public void Flush()
    {
        Show();
        foreach (var subscriber in _subscribers) subscriber.Wake();
    }

    /// <summary>Keeps an element for new observers. For the producer.</summary>
    public void Keep(in T element)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_reached, _subscribers)) ReachNewcomers(element);
            _last = element;
            _hasLast = true;
        }
    }

    /// <summary>Keeps an element and hands it to all observers, as one step towards new ones. Any number of producers.</summary>
    public void PublishAndKeep(in T element)
    {
        lock (_gate)
        {
            _last = element;
            _hasLast = true;
            Publish(element);
        }

        Flush();
    }

    /// <summary>Hands an element to all observers. Any number of producers.</summary>
    public void PublishShared(in T element)
    {
        lock (_gate) Publish(element);
        Flush();
    }

    /// <summary>Forgets what new observers would be told.</summary>
    public void ForgetLast()
    {
        lock (_gate)
        {
            _last = default;
            _hasLast = false;
        }
    }

    /// <summary>The end: observers get what is queued, and then complete.</summary>
    public void Complete()
    {
        lock (_gate) _isComplete = true;
        foreach (var subscriber in _subscribers) subscriber.End(null);
    }

    protected abstract Subscriber<T> Make(IObserver<T> observer);

    /// <summary>Queues an element for all observers. For the producer.</summary>
    protected abstract void Queue(in T element, Subscriber<T>[] subscribers);

    /// <summary>Other observers are told from now on. For the producer.</summary>
    protected virtual void Reach(Subscriber<T>[] subscribers)
    {
    }

    /// <summary>Lets observers see what was queued. For the producer.</summary>
    protected virtual void Show()
    {
    }

    private void MoveTo(Subscriber<T>[] subscribers)
    {
        Reach(subscribers);
        _reached = subscribers;
    }

    // Who came after the last element was published and before it was kept would otherwise miss it.
    private void ReachNewcomers(in T element)
    {
        foreach (var newcomer in _subscribers.Except(_reached)) newcomer.Enqueue(element);
        MoveTo(_subscribers);
    }

    internal void Remove(Subscriber<T> subscriber)
    {
        lock (_gate)
        {
            if (!_subscribers.Contains(subscriber)) return;
            _subscribers = [.. _subscribers.Where(other => other != subscriber)];
            _skippedByGone += subscriber.Skipped;
        }

        OnDrained();
    }

    internal void ReportThrowing(Exception exception) =>
        EngineLog.ObserverEnded(logger, exception, Name);

    internal void OnDrained() => Drained?.Invoke();
}
