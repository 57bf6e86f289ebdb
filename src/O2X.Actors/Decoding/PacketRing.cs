using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using O2X.Actors.Execution;

namespace O2X.Actors.Decoding;

/// <summary>
/// A bounded queue of byte packets between one writer and one reader: length-prefixed records in one array, no locks, no allocation.
/// A record never wraps; where it would, a marker sends the reader to the beginning.
/// </summary>
internal sealed class PacketRing
{
    private const int HeaderSize = 16;
    private const int Alignment = 16;
    private const int ToBeginning = -1;

    private readonly byte[] _buffer;
    private readonly int _mask;
    private RingPositions _positions;

    /// <summary>Makes a ring.</summary>
    /// <param name="capacity">Its size in bytes, a power of two.</param>
    public PacketRing(int capacity)
    {
        _buffer = GC.AllocateUninitializedArray<byte>(capacity);
        _mask = capacity - 1;
    }

    public bool IsEmpty => Volatile.Read(ref _positions.Head) == Volatile.Read(ref _positions.Tail);

    /// <summary>Copies a packet in. For the writer.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="timestamp">When it arrived.</param>
    /// <param name="lost">How many packets were lost before it.</param>
    /// <returns>False when there is no room.</returns>
    public bool TryWrite(ReadOnlySpan<byte> packet, long timestamp, int lost)
    {
        var size = SizeOf(packet.Length);
        if (!TryPlace(size, out var start, out var wraps)) return false;

        ref var buffer = ref MemoryMarshal.GetArrayDataReference(_buffer);
        if (wraps) Unsafe.WriteUnaligned(ref Unsafe.Add(ref buffer, (int)(_positions.Tail & _mask) + 8), ToBeginning);

        ref var record = ref Unsafe.Add(ref buffer, (int)(start & _mask));
        Unsafe.WriteUnaligned(ref record, timestamp);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref record, 8), packet.Length);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref record, 12), lost);
        packet.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref record, HeaderSize), packet.Length));
        Volatile.Write(ref _positions.Tail, start + size);
        return true;
    }

    /// <summary>Shows the oldest packet where it lies; it is valid until <see cref="Release"/>. For the reader.</summary>
    public bool TryPeek(out ReadOnlySpan<byte> packet, out long timestamp, out int lost)
    {
        var head = _positions.NextHead;
        if (head == _positions.TailSeen)
        {
            Volatile.Write(ref _positions.Head, head);
            _positions.TailSeen = Volatile.Read(ref _positions.Tail);
            if (head == _positions.TailSeen)
            {
                packet = default;
                timestamp = 0;
                lost = 0;
                return false;
            }
        }

        ref var record = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_buffer), (int)(head & _mask));
        var length = Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref record, 8));
        if (length == ToBeginning)
        {
            _positions.NextHead = head + _buffer.Length - (head & _mask);
            record = ref MemoryMarshal.GetArrayDataReference(_buffer);
            length = Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref record, 8));
        }

        timestamp = Unsafe.ReadUnaligned<long>(ref record);
        lost = Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref record, 12));
        packet = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref record, HeaderSize), length);
        return true;
    }

    /// <summary>
    /// Takes the packet that was peeked at away. The writer gets the room back a sixteenth of the ring at a time, or when the ring is
    /// found empty. For the reader.
    /// </summary>
    public void Release(int length)
    {
        var head = _positions.NextHead += SizeOf(length);
        if (head - _positions.Head >= _buffer.Length / 16) Volatile.Write(ref _positions.Head, head);
    }

    private static int SizeOf(int length) => (HeaderSize + length + Alignment - 1) & -Alignment;

    private bool TryPlace(int size, out long start, out bool wraps)
    {
        var tail = _positions.Tail;
        var toEnd = _buffer.Length - (int)(tail & _mask);
        wraps = toEnd < size;
        start = wraps ? tail + toEnd : tail;
        if (start + size - _positions.HeadSeen <= _buffer.Length) return true;
        _positions.HeadSeen = Volatile.Read(ref _positions.Head);
        return start + size - _positions.HeadSeen <= _buffer.Length;
    }
}
