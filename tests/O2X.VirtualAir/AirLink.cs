using O2X.VirtualAir.Hci;

namespace O2X.VirtualAir;

/// <summary>One side of a link.</summary>
internal interface ILinkEnd
{
    /// <summary>Takes a piece of an L2CAP frame.</summary>
    void OnData(ReadOnlySpan<byte> piece, bool starts);

    /// <summary>The link ended; nothing follows.</summary>
    void OnEnded(HciStatus reason);
}

/// <summary>A link between two that are in the air. Pairing is not to be had in this air: it is refused in the name of the other side.</summary>
internal sealed class AirLink(AirLine line, TimeProvider clock, BluetoothAddress central, ConnectionTiming timing)
{
    private const int SecurityManager = 6;
    private const byte PairingFailed = 5;
    private const byte PairingNotSupported = 5;

    // As many intervals as a central waits for the first answer of a peripheral.
    private const int IntervalsToBegin = 6;

    private ITimer? _supervision;
    private bool _ended;

    public ILinkEnd? Central { get; set; }

    public ILinkEnd? Peripheral { get; set; }

    /// <summary>Who connected.</summary>
    public BluetoothAddress CentralAddress { get; } = central;

    public ConnectionTiming Timing { get; set; } = timing;

    public void Send(ILinkEnd from, ReadOnlySpan<byte> piece, bool starts)
    {
        if (_ended || _supervision is not null) return;
        if (starts && piece is [_, _, SecurityManager, 0, ..])
        {
            if (piece[4..] is not [PairingFailed, ..]) from.OnData([2, 0, SecurityManager, 0, PairingFailed, PairingNotSupported], starts: true);
            return;
        }

        Other(from)?.OnData(piece, starts);
    }

    /// <summary>Ends the link in good order.</summary>
    /// <param name="from">Who ends it.</param>
    /// <param name="reason">What the other side is told.</param>
    public void Close(ILinkEnd from, HciStatus reason)
    {
        if (!TryEnd()) return;
        from.OnEnded(HciStatus.TerminatedByLocalHost);
        Other(from)?.OnEnded(_supervision is null ? reason : HciStatus.ConnectionTimeout);
    }

    /// <summary>Nothing gets through any more: both sides notice when the supervision timeout is over.</summary>
    public void Lose() => EndAfter(Timing.Supervision, HciStatus.ConnectionTimeout);

    /// <summary>The peripheral does not take part: the central, for which the link has begun, notices soon.</summary>
    public void Fail() => EndAfter(IntervalsToBegin * Timing.Length, HciStatus.ConnectionFailedToBeEstablished);

    private void EndAfter(TimeSpan wait, HciStatus reason) =>
        _supervision ??= clock.CreateTimer(_ => line.Post(() => End(reason)), null, wait, Timeout.InfiniteTimeSpan);

    private void End(HciStatus reason)
    {
        if (!TryEnd()) return;
        Central?.OnEnded(reason);
        Peripheral?.OnEnded(reason);
    }

    private bool TryEnd()
    {
        _supervision?.Dispose();
        return !_ended && (_ended = true);
    }

    private ILinkEnd? Other(ILinkEnd end) => ReferenceEquals(end, Central) ? Peripheral : Central;
}

/// <summary>The timing of a connection, as on the wire.</summary>
/// <param name="Interval">In 1.25 ms.</param>
/// <param name="Latency">How many intervals the peripheral may sleep through.</param>
/// <param name="Timeout">In 10 ms.</param>
internal readonly record struct ConnectionTiming(ushort Interval, ushort Latency, ushort Timeout)
{
    public TimeSpan Supervision => TimeSpan.FromMilliseconds(10 * Timeout);

    public TimeSpan Length => TimeSpan.FromMilliseconds(1.25 * Interval);
}
