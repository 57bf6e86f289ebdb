namespace O2X.Actors.Streams;

/// <summary>A slow observer gets the newest: when its few places are full, the oldest goes and is counted.</summary>
internal sealed class NewestSubscriber<T>(VehicleStream<T> stream, IObserver<T> observer) : Subscriber<T>(stream, observer)
{
    private const int Places = 8;

    private readonly Lock _gate = new();
    private T[]? _ring;
    private int _first;
    private int _count;
    private long _skipped;

    public override int Room => int.MaxValue;

    public override long Skipped => Volatile.Read(ref _skipped);

    protected override bool HasQueued => Volatile.Read(ref _count) != 0;

    public override void Enqueue(in T element)
    {
        lock (_gate)
        {
            _ring ??= new T[Places];
            if (_count == Places)
            {
                _first = (_first + 1) % Places;
                _count--;
                _skipped++;
            }

            _ring[(_first + _count) % Places] = element;
            _count++;
        }
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

            element = _ring![_first];
            _first = (_first + 1) % Places;
            _count--;
            return true;
        }
    }
}
