using Microsoft.Extensions.Logging;

namespace O2X.Actors.Streams;

/// <summary>
/// A stream of which no observer misses an element: it waits for the slowest, for whom so many elements wait as there are places (a
/// power of two). It has one producer, who asks for room first and tells it nothing but by <see cref="VehicleStream{T}.Publish"/>.
/// </summary>
internal sealed class LosslessStream<T>(string name, IDelivery delivery, ILogger logger, int places) : VehicleStream<T>(name, delivery, logger)
{
    private readonly SharedRing<T> _ring = new(places);
    private LosslessSubscriber<T>[] _readers = [];

    protected override Subscriber<T> Make(IObserver<T> observer) => new LosslessSubscriber<T>(this, observer, _ring);

    protected override void Reach(Subscriber<T>[] subscribers)
    {
        _readers = [.. subscribers.Cast<LosslessSubscriber<T>>()];
        foreach (var reader in _readers) reader.Join();
    }

    protected override void Queue(in T element, Subscriber<T>[] subscribers)
    {
        if (_readers.Length == 0) return;
        if (!_ring.HasRoom) MakeRoom();
        _ring.Add(element);
    }

    protected override void Show() => _ring.Show();

    private void MakeRoom()
    {
        var slowest = _ring.Next;
        foreach (var reader in _readers)
        {
            if (reader.Room <= 0) reader.Overrun();
            else if (reader.Room != int.MaxValue) slowest = Math.Min(slowest, reader.Head);
        }

        _ring.ReadUpTo(slowest);
    }
}
