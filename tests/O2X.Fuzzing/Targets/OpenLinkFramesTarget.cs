using O2X.Vehicles.Can;
using O2X.Vehicles.OpenLink;
using static O2X.Fuzzing.Oracle;

namespace O2X.Fuzzing.Targets;

/// <summary>One raw CAN packet of the open link; the first byte says whether its checksum is made right.</summary>
internal sealed class OpenLinkFramesTarget : FuzzTarget
{
    private const int ChecksumLength = 2;

    private readonly byte[] _packet = new byte[OpenLinkFrames.MaxPacketLength + ChecksumLength];

    public override string Name => "open-link-frames";

    public override int LongestInput => 128;

    public override IEnumerable<byte[]> Seeds =>
    [
        [1, 0x13, 0], [0, 0x13, 0, 0xFF, 0xFF], [1, 0x13, 7, 0x80, 0x45, 0xFF, 0xFF, 1, 2, 3, 4, 5, 6, 7, 8],
        [1, 0x13, 9, 0x14, 0x17, 0x7D, 0, 1, 0, 0, 1, 0, 0, 0xFF, 0x07, 0xFE, 0xFF], [1, 0x12, 0, 0, 0, 0, 0],
    ];

    public override IEnumerable<byte[]> Words => [[0x13], [0x80, 0x45], [0xFF, 0xFF], [0xFF, 0x47], [0, 0x80], [0, 0x48]];

    // The writer that writes the frames again is an object.
    public override long MostAllocated(int inputLength) => 1024;

    public override void Run(ReadOnlySpan<byte> input)
    {
        var feed = new ByteFeed(input);
        var isSealed = (feed.Byte() & 1) != 0;
        var length = feed.Rest.Length;
        feed.Fill(_packet.AsSpan(0, length));
        if (isSealed)
        {
            BitConverter.TryWriteBytes(_packet.AsSpan(length), Crc16.Of(_packet.AsSpan(0, length)));
            length += ChecksumLength;
        }

        var packet = _packet.AsSpan(0, length);
        if (OpenLinkFrameReader.TryOpen(packet, out var reader)) IsWrittenAgain(packet, reader);
        else Holds(!reader.TryRead(out _, out _));
    }

    private static void IsWrittenAgain(ReadOnlySpan<byte> packet, OpenLinkFrameReader reader)
    {
        Holds(reader.Sequence == packet[1]);
        var writer = new OpenLinkFrameWriter(OpenLinkFrames.MaxPacketLength);
        // From a frame before, so that a first time that is known is written too.
        Holds(writer.TryAdd(CanFrame.Create(0, []), 0));
        writer.Finish(0);
        var at = 0L;
        while (reader.TryRead(out var frame, out var sinceLast))
        {
            CanOracle.Judge(frame);
            Holds(OpenLinkFrames.Carries(frame));
            at += sinceLast?.Ticks ?? OpenLinkFrames.LongTime * OpenLinkFrames.TicksPerUnit;
            Holds(writer.TryAdd(frame, at));
        }

        Holds(writer.Finish(packet[1]).SequenceEqual(packet));
    }
}
