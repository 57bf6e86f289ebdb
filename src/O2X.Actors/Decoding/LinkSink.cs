using Akka.Actor;
using O2X.Actors.Linking;
using O2X.Links;

namespace O2X.Actors.Decoding;

/// <summary>
/// Where a transport puts the packets of one attempt: a ring, and a bell for the decoder that rings once however many packets wait.
/// It belongs to its attempt; what a late callback writes into it after that is never seen.
/// </summary>
internal sealed class LinkSink : ILinkSink
{
    // More than come in one connection interval or one read of a bus.
    private const int PacketsOfAStream = 128;

    private readonly PacketRing _ring;
    private readonly IActorRef _decoder;
    private readonly IActorRef _link;
    private readonly bool _isLossless;
    private readonly DecoderProtocol.Drain _drain;
    private TaskCompletionSource<bool>? _drained;
    private long _dropped;
    private int _lost;
    private int _rung;
    private int _writtenWhileAwake;
    private bool _isStreaming;
    private int _isClosed;

    public LinkSink(long epoch, int ringBytes, bool isLossless, IActorRef decoder, IActorRef link)
    {
        Epoch = epoch;
        _ring = new PacketRing(ringBytes);
        _isLossless = isLossless;
        _decoder = decoder;
        _link = link;
        _drain = new DecoderProtocol.Drain(this);
    }

    public long Epoch { get; }

    public bool IsLossless => _isLossless;

    /// <summary>How many packets found no room, or were too long.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    public bool HasPending => !_ring.IsEmpty;

    /// <summary>The message that makes the decoder empty this sink.</summary>
    public DecoderProtocol.Drain DrainMessage => _drain;

    public bool TryWrite(ReadOnlySpan<byte> packet, long timestamp)
    {
        if (Volatile.Read(ref _isClosed) != 0) return false;
        if (packet.Length > ILinkSink.MaxPacketLength)
        {
            Drop();
            return true;
        }

        if (!_ring.TryWrite(packet, timestamp, _lost))
        {
            if (!_isLossless) Drop();
            return false;
        }

        _lost = 0;
        RingBell();
        return true;
    }

    public ValueTask<bool> DrainedAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _isClosed) != 0) return ValueTask.FromResult(false);
        if (_ring.IsEmpty) return ValueTask.FromResult(true);

        var drained = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _drained, drained);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _isClosed) != 0) drained.TrySetResult(false);
        else if (_ring.IsEmpty) drained.TrySetResult(true);
        return new ValueTask<bool>(drained.Task.WaitAsync(cancellationToken));
    }

    public void OnClosed(LinkFault fault) => _link.Tell(new LinkProtocol.LinkEnded(Epoch, fault ?? Faults.Unexplained), ActorRefs.NoSender);

    /// <summary>Shows the oldest packet. For the decoder.</summary>
    public bool TryPeek(out ReadOnlySpan<byte> packet, out long timestamp, out int lost) => _ring.TryPeek(out packet, out timestamp, out lost);

    /// <summary>Gives the packet's room back. For the decoder.</summary>
    public void Release(int length) => _ring.Release(length);

    /// <summary>Tells a writer that waits that everything was taken. For the decoder.</summary>
    public void SignalDrained()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _drained) is not null) Interlocked.Exchange(ref _drained, null)?.TrySetResult(true);
    }

    /// <summary>
    /// The decoder found the ring empty and stops looking. Returns false when a packet came just then: the decoder must look again.
    /// </summary>
    public bool TrySleep()
    {
        Volatile.Write(ref _rung, 0);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _isStreaming))
        {
            // The writer has no barrier of its own now; taken back before, so that the next packet has one again.
            Volatile.Write(ref _isStreaming, false);
            Interlocked.MemoryBarrierProcessWide();
        }

        return _ring.IsEmpty || Interlocked.Exchange(ref _rung, 1) != 0;
    }

    /// <summary>The attempt is over: nothing is taken any more.</summary>
    public void Close()
    {
        Volatile.Write(ref _isClosed, 1);
        Interlocked.MemoryBarrier();
        Interlocked.Exchange(ref _drained, null)?.TrySetResult(false);
    }

    // Either the writer sees that the bell is silent, or the decoder sees the packet before it sleeps; that takes a barrier. The writer
    // has one at each packet, unless packets come so fast that the decoder does not sleep: there each would wait for a cache line, and
    // the decoder has one for all processors instead, at its next sleep. At every sleep that one would cost more than all else does.
    private void RingBell()
    {
        var isStreaming = Volatile.Read(ref _isStreaming);
        if (!isStreaming) Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _rung) == 0)
        {
            _writtenWhileAwake = 0;
            if (Interlocked.Exchange(ref _rung, 1) == 0) _decoder.Tell(_drain, ActorRefs.NoSender);
        }
        else if (!isStreaming && ++_writtenWhileAwake >= PacketsOfAStream)
        {
            // A decoder that falls asleep without seeing this is seen to do so by the next packet, which comes after the barrier.
            _writtenWhileAwake = 0;
            Volatile.Write(ref _isStreaming, true);
            Interlocked.MemoryBarrier();
        }
    }

    private void Drop()
    {
        _lost++;
        Volatile.Write(ref _dropped, _dropped + 1);
    }
}
