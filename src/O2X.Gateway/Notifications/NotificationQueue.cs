namespace O2X.Gateway.Notifications;

/// <summary>Notifications that wait to be sent, oldest first. When there are too many the oldest is given up: it is the least news.</summary>
internal sealed class NotificationQueue
{
    public const int Most = 100;

    private readonly Lock _gate = new();
    private readonly Queue<Notification> _waiting = new();

    public int Count
    {
        get
        {
            lock (_gate) return _waiting.Count;
        }
    }

    /// <summary>Adds one.</summary>
    /// <returns>Whether one was given up.</returns>
    public bool Add(Notification notification)
    {
        lock (_gate)
        {
            _waiting.Enqueue(notification);
            return _waiting.Count > Most && _waiting.TryDequeue(out _);
        }
    }

    /// <summary>Takes the oldest; null when there is none.</summary>
    public Notification? Take()
    {
        lock (_gate) return _waiting.TryDequeue(out var notification) ? notification : null;
    }
}
