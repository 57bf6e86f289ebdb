using System.Collections.Immutable;

namespace O2X.Simulator.Radio;

/// <summary>A value that is replayed to each new observer and then told whenever it changes; completes once.</summary>
internal sealed class StateFeed<T>(T first) : IObservable<T>
{
    private readonly Lock _gate = new();
    private ImmutableArray<IObserver<T>> _observers = [];
    private T _value = first;
    private bool _completed;

    public IDisposable Subscribe(IObserver<T> observer)
    {
        // An observer of its own for each subscription, so that one who subscribes twice can leave once.
        var subscription = new Subscription(this, observer);
        lock (_gate)
        {
            observer.OnNext(_value);
            if (_completed) observer.OnCompleted();
            else _observers = _observers.Add(subscription);
        }

        return subscription;
    }

    public void Publish(T value)
    {
        lock (_gate)
        {
            if (_completed || EqualityComparer<T>.Default.Equals(value, _value)) return;
            _value = value;
            foreach (var observer in _observers) observer.OnNext(value);
        }
    }

    public void Complete()
    {
        lock (_gate)
        {
            if (_completed) return;
            _completed = true;
            foreach (var observer in _observers) observer.OnCompleted();
            _observers = [];
        }
    }

    private sealed class Subscription(StateFeed<T> feed, IObserver<T> observer) : IObserver<T>, IDisposable
    {
        private bool _disposed;

        public void OnNext(T value)
        {
            if (!_disposed) observer.OnNext(value);
        }

        public void OnCompleted()
        {
            if (!_disposed) observer.OnCompleted();
        }

        public void OnError(Exception error) => throw new NotSupportedException("A feed does not fail.", error);

        public void Dispose()
        {
            lock (feed._gate)
            {
                _disposed = true;
                feed._observers = feed._observers.Remove(this);
            }
        }
    }
}
