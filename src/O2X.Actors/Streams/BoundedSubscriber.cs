namespace O2X.Actors.Streams;

/// <summary>Gets every element up to a limit; when it falls behind by more, it is ended with a <see cref="StreamOverflowException"/>.</summary>
internal sealed class BoundedSubscriber<T>(VehicleStream<T> stream, IObserver<T> observer, int limit) : Subscriber<T>(stream, observer)
{
    private readonly Lock _gate = new();
    private Queue<T>? _queue;
    private int _count;
    private bool _isFull;

    public override int Room => int.MaxValue;

    protected override bool HasQueued => Volatile.Read(ref _count) != 0;

    public override void Enqueue(in T element)
    {
        lock (_gate)
        {
            if (_isFull) return;
            _isFull = _count == limit;
            if (!_isFull)
            {
                (_queue ??= new Queue<T>()).Enqueue(element);
                _count++;
            }
        }

        if (_isFull) Overflow(limit);
    }

    protected override bool TryDequeue(out T element)
    {
        lock (_gate)
        {
            if (_count == 0)
            {
                element = default!;
                return false;
            }

            element = _queue!.Dequeue();
            _count--;
            return true;
        }
    }
}
