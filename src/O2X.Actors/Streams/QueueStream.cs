using Microsoft.Extensions.Logging;

namespace O2X.Actors.Streams;

/// <summary>A stream each observer of which has a queue of its own.</summary>
internal sealed class QueueStream<T>(
    string name, IDelivery delivery, ILogger logger, Func<QueueStream<T>, IObserver<T>, Subscriber<T>> make, int limit = int.MaxValue)
    : VehicleStream<T>(name, delivery, logger)
{
    /// <summary>The most elements that wait for one observer, where a queue has a limit.</summary>
    public int Limit => limit;

    protected override Subscriber<T> Make(IObserver<T> observer) => make(this, observer);

    protected override void Queue(in T element, Subscriber<T>[] subscribers)
    {
        foreach (var subscriber in subscribers) subscriber.Enqueue(element);
    }
}
