using O2X.Links;

namespace O2X.Simulator.Stacks;

/// <summary>What becomes of packets on their way. One call at a time.</summary>
internal sealed class PacketMangler(VirtualStack stack, ILinkSink sink)
{
    private const int MostGarbage = 64;
    private const int OneInLost = 3;

    // What was held back to be merged with the next packet, or to come after it.
    private readonly byte[] _held = new byte[ILinkSink.MaxPacketLength];
    private int _heldLength;

    /// <summary>Hands a packet on as the stack's troubles want it.</summary>
    /// <returns>False when the sink had no room.</returns>
    public bool Write(ReadOnlySpan<byte> packet, long timestamp)
    {
        if (stack.Has(StackTrouble.LosesPackets) && stack.Draw(OneInLost) == 0) return true;
        if (stack.Has(StackTrouble.Garbage)) return WriteGarbage(timestamp);
        if (stack.Has(StackTrouble.Truncates) && packet.Length > 1) packet = packet[..(1 + stack.Draw(packet.Length - 1))];
        if (stack.Has(StackTrouble.Merges)) return WriteMerged(packet, timestamp);
        if (stack.Has(StackTrouble.Reorders)) return WriteReordered(packet, timestamp);
        return WriteHeld(timestamp) & WriteOne(packet, timestamp);
    }

    private bool WriteGarbage(long timestamp)
    {
        Span<byte> garbage = stackalloc byte[MostGarbage];
        garbage = garbage[..stack.Draw(MostGarbage + 1)];
        stack.Draw(garbage);
        return WriteOne(garbage, timestamp);
    }

    private bool WriteMerged(ReadOnlySpan<byte> packet, long timestamp)
    {
        var fits = _heldLength + packet.Length <= _held.Length;
        if (!fits || _heldLength == 0)
        {
            var written = WriteHeld(timestamp);
            Hold(packet);
            return written;
        }

        packet.CopyTo(_held.AsSpan(_heldLength));
        _heldLength += packet.Length;
        return WriteHeld(timestamp);
    }

    private bool WriteReordered(ReadOnlySpan<byte> packet, long timestamp)
    {
        if (_heldLength > 0) return WriteOne(packet, timestamp) & WriteHeld(timestamp);
        Hold(packet);
        return true;
    }

    private void Hold(ReadOnlySpan<byte> packet)
    {
        packet.CopyTo(_held);
        _heldLength = packet.Length;
    }

    private bool WriteHeld(long timestamp)
    {
        if (_heldLength == 0) return true;
        var length = _heldLength;
        _heldLength = 0;
        return WriteOne(_held.AsSpan(0, length), timestamp);
    }

    private bool WriteOne(ReadOnlySpan<byte> packet, long timestamp)
    {
        var written = sink.TryWrite(packet, timestamp);
        return stack.Has(StackTrouble.DoublesPackets) ? written & sink.TryWrite(packet, timestamp) : written;
    }
}
