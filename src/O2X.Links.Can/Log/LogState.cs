namespace O2X.Links.Can.Log;

/// <summary>A state that never changes, until the transport is disposed of.</summary>
internal sealed class LogState(TransportState state) : IObservable<TransportState>, IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<IObserver<TransportState>> _observers = [];
    private bool _isDisposed;

    public IDisposable Subscribe(IObserver<TransportState> observer)
    {
        observer.OnNext(state);
        lock (_gate)
        {
            if (!_isDisposed)
            {
                _observers.Add(observer);
                return new Subscription(this, observer);
            }
        }

        observer.OnCompleted();
        return new Subscription(this, observer);
    }

    public void Dispose()
    {
        IObserver<TransportState>[] observers;
        lock (_gate)
        {
            _isDisposed = true;
            observers = [.. _observers];
            _observers.Clear();
        }

        foreach (var observer in observers) observer.OnCompleted();
    }

    private sealed class Subscription(LogState state, IObserver<TransportState> observer) : IDisposable
    {
        public void Dispose()
        {
            lock (state._gate) state._observers.Remove(observer);
        }
    }
}
