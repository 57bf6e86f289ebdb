using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace O2X.Vehicles.Can;

/// <summary>
/// A classic CAN frame: 16 bytes as Linux lays out its <c>struct can_frame</c>, so that a raw socket, a log and a packet of a link
/// are the same bytes.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
[SuppressMessage("Performance", "CA1815", Justification = "A frame is a carrier of bytes; nobody compares two.")]
public readonly struct CanFrame
{
    /// <summary>The size of a frame in bytes.</summary>
    public const int Size = 16;

    /// <summary>The most data bytes of a classic frame.</summary>
    public const int MaxDataLength = 8;

    internal const uint ExtendedFlag = 0x8000_0000;
    internal const uint RemoteFlag = 0x4000_0000;
    internal const uint ErrorFlag = 0x2000_0000;
    internal const uint ExtendedMask = 0x1FFF_FFFF;
    internal const uint StandardMask = 0x7FF;

    private readonly uint _id;
    private readonly byte _length;
    private readonly byte _pad0, _pad1, _pad2;
    private readonly ulong _data;

    private CanFrame(uint id, byte length, ulong data)
    {
        _id = id;
        _length = length;
        _pad0 = _pad1 = _pad2 = 0;
        _data = data;
    }

    /// <summary>Makes a data frame.</summary>
    /// <param name="id">11 bits, or 29 bits when <paramref name="extended"/>.</param>
    /// <param name="data">At most 8 bytes.</param>
    /// <param name="extended">Whether the id has 29 bits.</param>
    /// <exception cref="ArgumentOutOfRangeException">The id has too many bits, or there are more than 8 bytes.</exception>
    public static CanFrame Create(uint id, ReadOnlySpan<byte> data, bool extended = false)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(id, extended ? ExtendedMask : StandardMask);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(data.Length, MaxDataLength);
        return new CanFrame(extended ? id | ExtendedFlag : id, (byte)data.Length, Pack(data));
    }

    /// <summary>Makes a remote frame.</summary>
    /// <param name="id">11 bits, or 29 bits when <paramref name="extended"/>.</param>
    /// <param name="length">The length that is asked for, 0 to 8.</param>
    /// <param name="extended">Whether the id has 29 bits.</param>
    /// <exception cref="ArgumentOutOfRangeException">The id has too many bits, or the length is over 8.</exception>
    public static CanFrame CreateRemote(uint id, int length = 0, bool extended = false)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(id, extended ? ExtendedMask : StandardMask);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaxDataLength);
        return new CanFrame(id | RemoteFlag | (extended ? ExtendedFlag : 0), (byte)length, 0);
    }

    /// <summary>Reads a frame from the kernel's layout.</summary>
    /// <param name="bytes">At least 16 bytes.</param>
    /// <param name="frame">The frame.</param>
    /// <returns>Whether there were enough bytes and the length was at most 8.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out CanFrame frame)
    {
        if (bytes.Length < Size || bytes[4] > MaxDataLength)
        {
            frame = default;
            return false;
        }

        frame = new CanFrame(BinaryPrimitives.ReadUInt32LittleEndian(bytes), bytes[4], BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
        return true;
    }

    /// <summary>The id: 11 or 29 bits, without flags.</summary>
    public uint Id => _id & (IsExtended ? ExtendedMask : StandardMask);

    /// <summary>Whether the id has 29 bits.</summary>
    public bool IsExtended => (_id & ExtendedFlag) != 0;

    /// <summary>Whether this is a remote frame: it asks for data and has none.</summary>
    public bool IsRemote => (_id & RemoteFlag) != 0;

    /// <summary>Whether this is an error frame, which the controller makes and no node sends.</summary>
    public bool IsError => (_id & ErrorFlag) != 0;

    /// <summary>The number of data bytes, 0 to 8.</summary>
    public int Length => _length;

    /// <summary>The id with the kernel's flags in the upper three bits.</summary>
    public uint RawId => _id;

    /// <summary>The data as a number whose lowest byte is byte 0: bit n of the bus is bit n of this number. Bytes past <see cref="Length"/> are as they came.</summary>
    public ulong Bits => _data;

    /// <summary>Copies the data bytes.</summary>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    public void CopyDataTo(Span<byte> destination)
    {
        Span<byte> all = stackalloc byte[MaxDataLength];
        BinaryPrimitives.WriteUInt64LittleEndian(all, _data);
        all[.._length].CopyTo(destination);
    }

    /// <summary>Writes the kernel's layout.</summary>
    /// <param name="destination">At least 16 bytes.</param>
    public void WriteTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(destination, _id);
        destination[4] = _length;
        destination[5..8].Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], _data);
    }

    internal static CanFrame FromRaw(uint rawId, int length, ulong data) => new(rawId, (byte)length, data);

    private static ulong Pack(ReadOnlySpan<byte> data)
    {
        Span<byte> all = stackalloc byte[MaxDataLength];
        all.Clear();
        data.CopyTo(all);
        return BinaryPrimitives.ReadUInt64LittleEndian(all);
    }
}
