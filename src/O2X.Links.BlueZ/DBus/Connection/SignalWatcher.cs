namespace O2X.Links.BlueZ.DBus;

/// <summary>Somebody who is told of signals.</summary>
internal abstract class SignalWatcher(Action<Exception>? broken)
{
    private volatile bool _isStopped;

    /// <summary>How often a reader or handler has thrown.</summary>
    public long Faults { get; private set; }

    /// <summary>Nothing is told after this, but for what is being told right now on another thread.</summary>
    public void Stop() => _isStopped = true;

    /// <summary>Tells of a message. Never throws: what a reader or handler throws hurts nobody else.</summary>
    public void Handle(Message message)
    {
        if (_isStopped) return;
        try
        {
            Tell(message);
        }
        catch (Exception)
        {
            Faults++;
        }
    }

    /// <summary>Tells that nothing comes any more. Never throws.</summary>
    public void Break(Exception reason)
    {
        if (_isStopped) return;
        try
        {
            broken?.Invoke(reason);
        }
        catch (Exception)
        {
            Faults++;
        }
    }

    protected abstract void Tell(Message message);
}

/// <summary>Somebody who is told of signals, as values.</summary>
internal sealed class SignalWatcher<T>(MessageValueReader<T> reader, Action<T> handler, Action<Exception>? broken) : SignalWatcher(broken)
{
    protected override void Tell(Message message) => handler(reader(message, null));
}
