using Microsoft.Extensions.Logging;
using O2X.Actors.Diagnostics;

namespace O2X.Actors.Streams;

/// <summary>
/// A hot stream whose observers cannot hurt it or each other. It replays its last element to a new observer when it is told to keep it.
/// </summary>
internal sealed class VehicleStream<T> : IObservable<T>
{
    private readonly Lock _gate = new();
    private readonly Func<VehicleStream<T>, IObserver<T>, Subscriber<T>> _makeSubscriber;
    private readonly ILogger _logger;
    private readonly SharedRing<T>? _ring;
    private volatile Subscriber<T>[] _subscribers = [];
    private Subscriber<T>[] _reached = [];
    private long _skippedByGone;
    private T? _last;
    private bool _hasLast;
    private bool _isComplete;

    public VehicleStream(
        string name, IDelivery delivery, ILogger logger, Func<VehicleStream<T>, IObserver<T>, Subscriber<T>> makeSubscriber)
    {
        Name = name;
        Delivery = delivery;
        _logger = logger;
        _makeSubscriber = makeSubscriber;
    }

    // A lossless stream, which waits for its slowest observer, for whom so many elements wait (a power of two). It has one producer, who
    // tells it nothing but by Publish.
    public VehicleStream(string name, IDelivery delivery, ILogger logger, int places)
    {
        var ring = new SharedRing<T>(places);
        Name = name;
        Delivery = delivery;
        _logger = logger;
        _makeSubscriber = (stream, observer) => new LosslessSubscriber<T>(stream, observer, ring);
        _ring = ring;
    }

    public string Name { get; }

    public IDelivery Delivery { get; }

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
        var subscriber = _makeSubscriber(this, observer);
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
        if (_ring is not null)
        {
            if (!ReferenceEquals(_reached, subscribers)) Join(subscribers);
            if (subscribers.Length > 0) Share(element, subscribers);
        }
        else
        {
            foreach (var subscriber in subscribers) subscriber.Enqueue(element);
        }

        _reached = subscribers;
    }

    /// <summary>Has what was published delivered.</summary>
    public void Flush()
    {
        _ring?.Show();
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

    // Who came after the last element was published and before it was kept would otherwise miss it.
    private void ReachNewcomers(in T element)
    {
        foreach (var newcomer in _subscribers.Except(_reached)) newcomer.Enqueue(element);
        if (_ring is not null) Join(_subscribers);
        _reached = _subscribers;
    }

    private static void Join(Subscriber<T>[] subscribers)
    {
        foreach (var subscriber in subscribers) ((LosslessSubscriber<T>)subscriber).Join();
    }

    private void Share(in T element, Subscriber<T>[] subscribers)
    {
        if (!_ring!.HasRoom) MakeRoom(subscribers);
        _ring.Add(element);
    }

    private void MakeRoom(Subscriber<T>[] subscribers)
    {
        var slowest = _ring!.Next;
        foreach (var subscriber in subscribers)
        {
            if (subscriber.Room <= 0) ((LosslessSubscriber<T>)subscriber).Overrun();
            else if (subscriber.Room != int.MaxValue) slowest = Math.Min(slowest, ((LosslessSubscriber<T>)subscriber).Head);
        }

        _ring.ReadUpTo(slowest);
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
        EngineLog.ObserverEnded(_logger, exception, Name);

    internal void OnDrained() => Drained?.Invoke();
}
