using System.Buffers.Binary;
using O2X.Vehicles.Can;
using static O2X.Vehicles.OpenLink.OpenLinkFrames;

namespace O2X.Vehicles.OpenLink;

/// <summary>Takes the frames out of a raw CAN packet (type 3). Never throws, never allocates.</summary>
public ref struct OpenLinkFrameReader
{
    private ReadOnlySpan<byte> _records;

    /// <summary>Which packet of the characteristic it is; wraps. A gap tells how many were lost.</summary>
    public byte Sequence { get; private init; }

    /// <summary>Opens a packet, and checks all of it first: a packet is good as a whole or not at all.</summary>
    /// <param name="packet">The packet, in its full length.</param>
    /// <param name="reader">Gives its frames.</param>
    /// <returns>Whether it is a raw CAN packet of this version with a right checksum and whole records.</returns>
    public static bool TryOpen(ReadOnlySpan<byte> packet, out OpenLinkFrameReader reader)
    {
        reader = default;
        if (packet.Length is < HeaderLength + ChecksumLength or > MaxPacketLength
            || packet[0] != ((OpenLinkPacket.Version << 4) | OpenLinkPacket.FramesType))
            return false;

        var end = packet.Length - ChecksumLength;
        if (Crc16.Of(packet[..end]) != BinaryPrimitives.ReadUInt16LittleEndian(packet[end..])) return false;

        var records = packet[HeaderLength..end];
        for (var rest = records; rest.Length > 0;)
            if (!TryTake(ref rest, out _, out _)) return false;
        reader = new OpenLinkFrameReader { _records = records, Sequence = packet[1] };
        return true;
    }

    /// <summary>Takes the next frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="sinceLast">
    /// The time since the frame before it, which may have been in an earlier packet, to 0.1 ms; null when that was 6.5535 s or
    /// longer ago, or there was none.
    /// </param>
    /// <returns>Whether there was one.</returns>
    public bool TryRead(out CanFrame frame, out TimeSpan? sinceLast)
    {
        if (_records.IsEmpty)
        {
            (frame, sinceLast) = (default, null);
            return false;
        }

        var taken = TryTake(ref _records, out frame, out var units);
        sinceLast = units == LongTime ? null : TimeSpan.FromTicks((long)units * TicksPerUnit);
        return taken;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> records, out CanFrame frame, out ushort units)
    {
        (frame, units) = (default, 0);
        if (records.Length < RecordHeaderLength) return false;
        var head = BinaryPrimitives.ReadUInt16LittleEndian(records);
        var length = head >> LengthShift;
        if (length > CanFrame.MaxDataLength || records.Length < RecordHeaderLength + length) return false;

        units = BinaryPrimitives.ReadUInt16LittleEndian(records[2..]);
        frame = CanFrame.Create(head & CanFrame.StandardMask, records.Slice(RecordHeaderLength, length));
        records = records[(RecordHeaderLength + length)..];
        return true;
    }
}
