using O2X.Links;
using O2X.Links.Time;

namespace O2X.Simulator.Stacks;

/// <summary>Takes what comes of a link of the radio's, and hands on what the stack makes of it.</summary>
internal sealed class StackSink(VirtualStack stack, ILinkSink sink) : ILinkSink
{
    private static readonly LinkFault LateLoss = new(LinkLossReason.LinkLoss, "The simulated stack told it late.");

    private readonly Lock _gate = new();
    private readonly PacketMangler _mangler = new(stack, sink);
    private readonly byte[] _last = new byte[ILinkSink.MaxPacketLength];
    private int _lastLength;
    private bool _isSilent;

    public bool TryWrite(ReadOnlySpan<byte> packet, long timestamp)
    {
        lock (_gate)
        {
            if (_isSilent) return false;
            packet.CopyTo(_last);
            _lastLength = packet.Length;
            return _mangler.Write(packet, timestamp);
        }
    }

    public ValueTask<bool> DrainedAsync(CancellationToken cancellationToken) => sink.DrainedAsync(cancellationToken);

    public void OnClosed(LinkFault fault)
    {
        lock (_gate)
        {
            if (!FallSilent()) return;
            sink.OnClosed(fault);
            if (stack.Has(StackTrouble.DoublesCallbacks)) sink.OnClosed(fault);
        }
    }

    /// <summary>The link was closed: nothing follows, unless the stack is one that calls late.</summary>
    public void Close()
    {
        lock (_gate) FallSilent();
    }

    private bool FallSilent()
    {
        if (_isSilent) return false;
        _isSilent = true;
        stack.CallLate(SpeakLate);
        return true;
    }

    private void SpeakLate()
    {
        lock (_gate)
        {
            if (_lastLength > 0) sink.TryWrite(_last.AsSpan(0, _lastLength), stack.Clock.GetTicks());
            sink.OnClosed(LateLoss);
        }
    }
}
