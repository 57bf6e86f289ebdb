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

    private readonly int _mask = PlacesFor(limit) - 1;
    private T[]? _ring;
    private RingPositions _positions;

    // One who left takes no room: it must not hold the others up.
    public override int Room => IsDisposed ? int.MaxValue : _mask + 1 - (int)(_positions.NextTail - Volatile.Read(ref _positions.Head));

    /// <summary>How many elements the queue holds for a limit.</summary>
    public static int PlacesFor(int limit) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(limit, LeastPlaces));

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
        _ring[_positions.NextTail++ & _mask] = element;
    }

    protected override void Show() => Volatile.Write(ref _positions.Tail, _positions.NextTail);

    protected override bool TryDequeue(out T element)
    {
        var head = _positions.NextHead;
        if (head == _positions.TailSeen)
        {
            Volatile.Write(ref _positions.Head, head);
            _positions.TailSeen = Volatile.Read(ref _positions.Tail);
            if (head == _positions.TailSeen)
            {
                element = default!;
                return false;
            }
        }

        element = _ring![head & _mask];
        _positions.NextHead = ++head;
        if (head % RoomSignalInterval == 0) Volatile.Write(ref _positions.Head, head);
        return true;
    }
}
