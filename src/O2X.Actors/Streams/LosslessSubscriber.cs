using System.Numerics;
using O2X.Actors.Execution;

namespace O2X.Actors.Streams;

/// <summary>
/// Gets every element of a stream with one producer, which asks for <see cref="Room"/> first and waits when there is none. It reads the
/// ring that all observers of the stream share, from where it joined; what it was told before that is its own.
/// </summary>
internal sealed class LosslessSubscriber<T>(VehicleStream<T> stream, IObserver<T> observer, SharedRing<T> ring) : Subscriber<T>(stream, observer)
{
    // Fewer places would not hold what a single packet can set off.
    private const int LeastPlaces = 64;

    // What the stream kept when the observer came, and what was published while it did.
    private T[]? _early;
    private int _earlyTail;
    private int _earlyHead;
    private bool _hasJoined;
    private bool _isOverrun;
    private RingPositions _positions;

    // One who left takes no room: it must not hold the others up.
    public override int Room => IsDisposed || !_hasJoined ? int.MaxValue : ring.Places - (int)(ring.Next - Head);

    /// <summary>The element that it reads next, as far as it has shown. For the producer.</summary>
    public long Head => Volatile.Read(ref _positions.Head);

    /// <summary>How many elements the queue holds for a limit.</summary>
    public static int PlacesFor(int limit) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(limit, LeastPlaces));

    protected override bool HasQueued =>
        Volatile.Read(ref _earlyTail) != _earlyHead || (Volatile.Read(ref _hasJoined) && ring.Shown > Volatile.Read(ref _positions.Head));

    /// <summary>It gets everything that is added to the ring from now on. For the producer.</summary>
    public void Join()
    {
        if (_hasJoined) return;
        _positions.Head = _positions.NextHead = _positions.TailSeen = ring.Next;
        Volatile.Write(ref _hasJoined, true);
    }

    // Before it joins alone.
    public override void Enqueue(in T element)
    {
        _early ??= new T[2];
        _early[_earlyTail] = element;
        Volatile.Write(ref _earlyTail, _earlyTail + 1);
    }

    /// <summary>It has not read what is overwritten next, and ends. For the producer.</summary>
    public void Overrun()
    {
        Volatile.Write(ref _isOverrun, true);
        Interlocked.MemoryBarrier();
        Overflow(ring.Places);
    }

    protected override bool TryDequeue(out T element)
    {
        var hasJoined = Volatile.Read(ref _hasJoined);
        if (_earlyHead != Volatile.Read(ref _earlyTail))
        {
            element = _early![_earlyHead++];
            return true;
        }

        var head = _positions.NextHead;
        if (!hasJoined || (head >= _positions.TailSeen && !HasMore(head)))
        {
            element = default!;
            return false;
        }

        element = ring[head];
        // The producer does not wait for one who left or was overrun, and may have written over what was just read.
        Volatile.ReadBarrier();
        if (IsDisposed || _isOverrun) return false;

        _positions.NextHead = ++head;
        if (head % RoomSignalInterval == 0) Volatile.Write(ref _positions.Head, head);
        return true;
    }

    private bool HasMore(long head)
    {
        Volatile.Write(ref _positions.Head, head);
        _positions.TailSeen = ring.Shown;
        return head < _positions.TailSeen;
    }
}
