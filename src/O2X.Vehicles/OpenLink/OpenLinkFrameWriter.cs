using System.Buffers.Binary;
using O2X.Vehicles.Can;
using static O2X.Vehicles.OpenLink.OpenLinkFrames;

namespace O2X.Vehicles.OpenLink;

/// <summary>
/// Packs the frames of the bus into raw CAN packets (type 3). It keeps the time of the last frame, so that the times of a stream of
/// packets add up without an error that grows.
/// </summary>
/// <remarks>Not safe for use by several threads at a time. Does not allocate once it is made.</remarks>
public sealed class OpenLinkFrameWriter
{
    private readonly byte[] _packet = new byte[MaxPacketLength];
    private int _capacity;
    private int _length = HeaderLength;
    private long _last;
    private bool _hasLast;

    /// <summary>Makes a writer.</summary>
    /// <param name="capacity">See <see cref="Capacity"/>.</param>
    public OpenLinkFrameWriter(int capacity = OpenLinkEncoder.PacketLength) => Capacity = capacity;

    /// <summary>
    /// The longest packet, in bytes: the MTU less 3, from <see cref="OpenLinkEncoder.PacketLength"/> to
    /// <see cref="OpenLinkFrames.MaxPacketLength"/>; what is beyond is cut to that. It may change between two frames; frames that
    /// were added stay.
    /// </summary>
    public int Capacity
    {
        get => _capacity;
        set => _capacity = Math.Clamp(value, OpenLinkEncoder.PacketLength, MaxPacketLength);
    }

    /// <summary>Whether no frame was added since the last packet.</summary>
    public bool IsEmpty => _length == HeaderLength;

    /// <summary>Adds a frame to the packet, if there is room.</summary>
    /// <param name="frame">One that <see cref="OpenLinkFrames.Carries"/>.</param>
    /// <param name="at">When it was on the bus, in ticks of 100 ns; before the last one counts as at the same time.</param>
    /// <returns>Whether there was room. There is for any frame in an empty packet.</returns>
    /// <exception cref="ArgumentException">The packet cannot carry such a frame.</exception>
    public bool TryAdd(in CanFrame frame, long at)
    {
        if (!Carries(frame)) throw new ArgumentException("A raw CAN packet carries data frames with 11-bit ids.", nameof(frame));
        if (_length + RecordHeaderLength + frame.Length + ChecksumLength > _capacity) return false;

        var record = _packet.AsSpan(_length);
        BinaryPrimitives.WriteUInt16LittleEndian(record, (ushort)(frame.Id | ((uint)frame.Length << LengthShift)));
        BinaryPrimitives.WriteUInt16LittleEndian(record[2..], Elapsed(at));
        frame.CopyDataTo(record[RecordHeaderLength..]);
        _length += RecordHeaderLength + frame.Length;
        return true;
    }

    /// <summary>Ends the packet and begins the next one.</summary>
    /// <param name="sequence">Counts the packets of the characteristic; wraps.</param>
    /// <returns>The packet; it is overwritten by the next frame that is added.</returns>
    public ReadOnlySpan<byte> Finish(byte sequence)
    {
        _packet[0] = (OpenLinkPacket.Version << 4) | OpenLinkPacket.FramesType;
        _packet[1] = sequence;
        BinaryPrimitives.WriteUInt16LittleEndian(_packet.AsSpan(_length), Crc16.Of(_packet.AsSpan(0, _length)));
        var packet = _packet.AsSpan(0, _length + ChecksumLength);
        _length = HeaderLength;
        return packet;
    }

    private ushort Elapsed(long at)
    {
        var units = _hasLast ? Math.Max(0, at - _last) / TicksPerUnit : LongTime;
        _last = !_hasLast || units >= LongTime ? at : _last + (units * TicksPerUnit);
        _hasLast = true;
        return (ushort)Math.Min(units, LongTime);
    }
}
