namespace O2X.Links;

/// <summary>
/// What a transport tells of its usability: replayed to each new observer, then told to all when it changes, one call at a time. An
/// observer that throws is let go and hurts nobody else.
/// </summary>
/// <param name="initial">The state to begin with.</param>
public sealed class TransportStateSource(TransportState initial) : IObservable<TransportState>
{
    private readonly Lock _gate = new();
    private readonly List<Subscription> _observers = [];
    private TransportState _current = initial;
    private bool _completed;

    /// <inheritdoc/>
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

    /// <summary>The transport is disposed of: all observers complete, later ones after the last state.</summary>
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

    private sealed class Subscription(TransportStateSource source, IObserver<TransportState> observer) : IDisposable
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
