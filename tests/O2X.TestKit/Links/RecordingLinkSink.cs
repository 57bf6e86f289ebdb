using O2X.Links;

namespace O2X.TestKit.Links;

/// <summary>A link's sink that keeps what it is told.</summary>
public sealed class RecordingLinkSink : ILinkSink
{
    private readonly Lock _gate = new();
    private readonly List<(byte[] Packet, long Timestamp)> _packets = [];
    private readonly List<LinkFault> _faults = [];

    public IReadOnlyList<(byte[] Packet, long Timestamp)> Packets
    {
        get
        {
            lock (_gate) return [.. _packets];
        }
    }

    public IReadOnlyList<LinkFault> Faults
    {
        get
        {
            lock (_gate) return [.. _faults];
        }
    }

    public bool TryWrite(ReadOnlySpan<byte> packet, long timestamp)
    {
        lock (_gate) _packets.Add((packet.ToArray(), timestamp));
        return true;
    }

    public ValueTask<bool> WaitForRoomAsync(CancellationToken cancellationToken) => ValueTask.FromResult(true);

    public void OnClosed(LinkFault fault)
    {
        lock (_gate) _faults.Add(fault);
    }
}
