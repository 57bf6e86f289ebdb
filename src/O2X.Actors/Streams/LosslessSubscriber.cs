using System.Numerics;
using O2X.Actors.Execution;

namespace O2X.Actors.Streams;

/// <summary>
/// Gets every element of a stream with one producer, which asks for <see cref="Room"/> first and waits when there is none.
/// </summary>
internal sealed class LosslessSubscriber<T>(VehicleStream<T> stream, IObserver<T> observer, int limit) : Subscriber<T>(stream, observer)
{
    // Fewer places would not hold what a single packet can set off.
    private const int LeastPlaces = 64;

    private readonly int _mask = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(limit, LeastPlaces)) - 1;
    private T[]? _ring;
    private RingPositions _positions;

    // One who left takes no room: it must not hold the others up.
    public override int Room => IsDisposed ? int.MaxValue : _mask + 1 - (int)(_positions.Tail - Volatile.Read(ref _positions.Head));

    protected override bool HasQueued => Volatile.Read(ref _positions.Tail) != Volatile.Read(ref _positions.Head);

    public override void Enqueue(in T element)
    {
        if (IsDisposed) return;
        if (Room == 0)
        {
            Overflow(_mask + 1);
            return;
        }

        _ring ??= new T[_mask + 1];
        var tail = _positions.Tail;
        _ring[tail & _mask] = element;
        Volatile.Write(ref _positions.Tail, tail + 1);
    }

    protected override bool TryDequeue(out T element)
    {
        var head = _positions.Head;
        if (head == _positions.TailSeen)
        {
            _positions.TailSeen = Volatile.Read(ref _positions.Tail);
            if (head == _positions.TailSeen)
            {
                element = default!;
                return false;
            }
        }

        element = _ring![head & _mask];
        Volatile.Write(ref _positions.Head, head + 1);
        return true;
    }
}
