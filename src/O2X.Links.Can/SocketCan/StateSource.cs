namespace O2X.Links.Can.SocketCan;

/// <summary>A state that is told to each new observer, and to all when it changes; one call at a time.</summary>
internal sealed class StateSource(TransportState initial) : IObservable<TransportState>
{
    private readonly Lock _gate = new();
    private readonly List<Subscription> _observers = [];
    private TransportState _current = initial;
    private bool _completed;

    public IDisposable Subscribe(IObserver<TransportState> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var subscription = new Subscription(this, observer);
        lock (_gate)
        {
            if (!_completed) _observers.Add(subscription);
            subscription.Tell(_current);
            if (_completed) subscription.Complete();
        }

        return subscription;
    }

    /// <summary>Tells a state if it differs from the present one.</summary>
    public void Publish(TransportState state)
    {
        lock (_gate)
        {
            if (_completed || state == _current) return;
            _current = state;
            foreach (var subscription in _observers.ToArray()) subscription.Tell(state);
        }
    }

    public void Complete()
    {
        lock (_gate)
        {
            if (_completed) return;
            _completed = true;
            foreach (var subscription in _observers.ToArray()) subscription.Complete();
            _observers.Clear();
        }
    }

    private sealed class Subscription(StateSource source, IObserver<TransportState> observer) : IDisposable
    {
        private bool _ended;

        public void Tell(TransportState state) => Call(() => observer.OnNext(state));

        public void Complete() => Call(observer.OnCompleted);

        public void Dispose()
        {
            lock (source._gate)
            {
                _ended = true;
                source._observers.Remove(this);
            }
        }

        private void Call(Action call)
        {
            if (_ended) return;
            try
            {
                call();
            }
            catch (Exception)
            {
                // The fault of one observer must not blind the others, nor end the watch: that one is let go.
                Dispose();
            }
        }
    }
}
