using System.Buffers.Binary;

namespace O2X.Vehicles.OpenLink;

/// <summary>What the packets of the open link have in common: the header, the marks for "not available", the checksum.</summary>
internal static class OpenLinkPacket
{
    public const int Length = 20;
    public const int Version = 1;
    public const int InformationType = 1;
    public const int MeasurementsType = 2;
    public const int FramesType = 3;

    public const byte NoByte = 0xFF;
    public const ushort NoWord = 0xFFFF;
    public const uint NoTriple = 0xFF_FFFF;
    public const short NoCurrent = short.MinValue;
    public const sbyte NoTemperature = sbyte.MinValue;

    private const int ChecksumAt = 18;

    public static int TypeOf(ReadOnlySpan<byte> packet) => packet[0] & 0xF;

    public static byte SequenceOf(ReadOnlySpan<byte> packet) => packet[1];

    public static int VersionOf(ReadOnlySpan<byte> packet) => packet[0] >> 4;

    public static bool IsSound(ReadOnlySpan<byte> packet) =>
        packet.Length >= Length
        && Crc16.Of(packet[..ChecksumAt]) == BinaryPrimitives.ReadUInt16LittleEndian(packet[ChecksumAt..])
        && VersionOf(packet) == Version;

    public static void Seal(Span<byte> packet, int type, byte sequence)
    {
        packet[0] = (byte)((Version << 4) | type);
        packet[1] = sequence;
        BinaryPrimitives.WriteUInt16LittleEndian(packet[ChecksumAt..], Crc16.Of(packet[..ChecksumAt]));
    }

    public static uint ReadTriple(ReadOnlySpan<byte> bytes) => (uint)(bytes[0] | (bytes[1] << 8) | (bytes[2] << 16));

    public static void WriteTriple(Span<byte> bytes, uint value)
    {
        bytes[0] = (byte)value;
        bytes[1] = (byte)(value >> 8);
        bytes[2] = (byte)(value >> 16);
    }
}
