using System.Buffers.Binary;

namespace O2X.Vehicles.OpenLink;

/// <summary>What a dongle of the open link is and can do: the value of the profile characteristic, 7 bytes.</summary>
/// <param name="Features">What the dongle offers beyond the information.</param>
/// <param name="NotifyInterval">The shortest time between two information packets, to the millisecond, at most 65,535 ms.</param>
/// <param name="MostCentrals">How many may be connected at a time.</param>
public readonly record struct OpenLinkDescription(OpenLinkFeatures Features, TimeSpan NotifyInterval, byte MostCentrals)
{
    /// <summary>The length of the value, in bytes.</summary>
    public const int Length = 7;

    /// <summary>The version of the profile; another one has other packets.</summary>
    public const byte SupportedMajor = OpenLinkPacket.Version;

    /// <summary>The version of the profile.</summary>
    public byte Major { get; init; } = SupportedMajor;

    /// <summary>Grows with compatible additions.</summary>
    public byte Minor { get; init; }

    /// <summary>Reads the value; what follows its 7 bytes is ignored.</summary>
    /// <returns>Whether there were enough bytes.</returns>
    public static bool TryRead(ReadOnlySpan<byte> value, out OpenLinkDescription description)
    {
        description = default;
        if (value.Length < Length) return false;
        description = new OpenLinkDescription(
            (OpenLinkFeatures)BinaryPrimitives.ReadUInt16LittleEndian(value[2..]),
            TimeSpan.FromMilliseconds(BinaryPrimitives.ReadUInt16LittleEndian(value[4..])),
            value[6])
        {
            Major = value[0],
            Minor = value[1],
        };
        return true;
    }

    /// <summary>Writes the value.</summary>
    /// <param name="value">At least <see cref="Length"/> bytes.</param>
    public void WriteTo(Span<byte> value)
    {
        value[0] = Major;
        value[1] = Minor;
        BinaryPrimitives.WriteUInt16LittleEndian(value[2..], (ushort)Features);
        BinaryPrimitives.WriteUInt16LittleEndian(value[4..], (ushort)Math.Clamp(NotifyInterval.TotalMilliseconds, 0, ushort.MaxValue));
        value[6] = MostCentrals;
    }
}

/// <summary>What a dongle offers beyond the information; unknown bits are to be ignored.</summary>
[Flags]
public enum OpenLinkFeatures : ushort
{
    /// <summary>Information and VIN proof only.</summary>
    None = 0,

    /// <summary>Notifies measurements.</summary>
    Measurements = 1 << 0,

    /// <summary>Notifies the frames of the bus.</summary>
    RawCan = 1 << 1,

    /// <summary>The VIN can be read.</summary>
    PublishedVin = 1 << 2,

    /// <summary>Needs a paired and encrypted link.</summary>
    Secured = 1 << 3,
}
