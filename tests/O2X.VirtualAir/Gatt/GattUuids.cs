using System.Buffers.Binary;

namespace O2X.VirtualAir.Gatt;

/// <summary>UUIDs of the attribute protocol, and how they are written.</summary>
internal static class GattUuids
{
    public static Guid PrimaryService { get; } = Short(0x2800);

    public static Guid Characteristic { get; } = Short(0x2803);

    public static Guid ClientConfiguration { get; } = Short(0x2902);

    public static Guid GenericAccess { get; } = Short(0x1800);

    public static Guid DeviceName { get; } = Short(0x2A00);

    /// <summary>The UUID of a short number.</summary>
    public static Guid Short(ushort number) => new(number, 0, 0x1000, 0x80, 0, 0, 0x80, 0x5F, 0x9B, 0x34, 0xFB);

    /// <summary>As on the wire, lowest byte first: 2 bytes where that is enough, else 16.</summary>
    public static byte[] ToBytes(Guid uuid)
    {
        var bytes = uuid.ToByteArray(bigEndian: true);
        Array.Reverse(bytes);
        var number = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(12));
        return uuid == Short(number) ? bytes[12..14] : bytes;
    }

    /// <summary>Reads a UUID of 2 or 16 bytes.</summary>
    public static Guid Read(ReadOnlySpan<byte> from)
    {
        if (from.Length == 2) return Short(BinaryPrimitives.ReadUInt16LittleEndian(from));
        var bytes = from.ToArray();
        Array.Reverse(bytes);
        return new Guid(bytes, bigEndian: true);
    }
}
