using O2X.Actors.Execution;

namespace O2X.Actors.Streams;

/// <summary>
/// The elements that wait for the observers of a lossless stream: one producer writes each once, and every observer reads from a place
/// of its own. A queue for each would have the producer copy an element for each, into memory that no cache holds.
/// </summary>
internal sealed class SharedRing<T>(int places)
{
    private readonly int _mask = places - 1;
    private T[]? _elements;
    private RingPositions _positions;

    public int Places => _mask + 1;

    /// <summary>Where the next element goes. For the producer.</summary>
    public long Next => _positions.NextTail;

    /// <summary>How far the elements can be read.</summary>
    public long Shown => Volatile.Read(ref _positions.Tail);

    /// <summary>Whether, as far as is known, nobody waits for what is where the next element goes. For the producer.</summary>
    public bool HasRoom => _positions.NextTail - _positions.HeadSeen < Places;

    /// <summary>The slowest reader is here. For the producer.</summary>
    public void ReadUpTo(long position) => _positions.HeadSeen = position;

    /// <summary>Adds an element; <see cref="Show"/> is still due. For the producer, where there is room.</summary>
    public void Add(in T element)
    {
        _elements ??= new T[Places];
        // By way of a reference: assigned to the array's element, it would be copied to the stack first.
        ref var place = ref _elements[_positions.NextTail & _mask];
        place = element;
        _positions.NextTail++;
    }

    /// <summary>Lets readers see what was added. For the producer.</summary>
    public void Show() => Volatile.Write(ref _positions.Tail, _positions.NextTail);

    /// <summary>An element that was shown and is not read by all yet.</summary>
    public ref readonly T this[long position] => ref _elements![position & _mask];
}
