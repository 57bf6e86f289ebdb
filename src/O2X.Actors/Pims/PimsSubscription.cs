using System.Reactive.Disposables;

namespace O2X.Actors;

/// <summary>
/// A subscription from its SUCCEEDED to its end. Its messages never overlap and keep their order; after its end nothing is told
/// (decisions.md D26, D30).
/// </summary>
internal sealed class PimsSubscription(string transactionId, PimsListener listener, PimsDelivery delivery, Action<PimsSubscription> onFaulted)
{
    private readonly Lock _telling = new();
    private readonly CompositeDisposable _sources = [];
    private volatile bool _isOver;

    public string TransactionId => transactionId;

    /// <summary>Tells that it was accepted, and then lets what it is about come.</summary>
    public Task<PimsMessage> StartAsync(PimsMessage accepted, Func<IEnumerable<IDisposable>> attach)
    {
        var told = new TaskCompletionSource<PimsMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        delivery.Post(() =>
        {
            Tell(accepted);
            if (!_isOver)
            {
                foreach (var source in attach()) _sources.Add(source);
            }

            told.SetResult(accepted);
        });
        return told.Task;
    }

    /// <summary>Tells a message, unless it is over.</summary>
    public void Tell(PimsMessage message)
    {
        lock (_telling)
        {
            if (_isOver || delivery.TryCall(listener.OnMessage, message)) return;
        }

        // One that throws ends its own subscription, and no other.
        onFaulted(this);
    }

    /// <summary>Ends it. What is being told at this moment is told to its end; nothing follows.</summary>
    /// <param name="last">What is told as the last; null: nothing.</param>
    public void End(PimsMessage? last = null)
    {
        lock (_sources)
        {
            if (_isOver) return;
            _isOver = true;
        }

        _sources.Dispose();
        if (last is null && listener.OnEnd is null) return;
        delivery.Post(() =>
        {
            lock (_telling)
            {
                if (last is not null) delivery.TryCall(listener.OnMessage, last);
                delivery.TryEnd(listener);
            }
        });
    }
}
