using System.Buffers.Binary;

namespace O2X.Vehicles.OpenLink;

/// <summary>The advert of a dongle: flags, service and tag, exactly the 31 bytes that a legacy advert can have.</summary>
public static class OpenLinkAdvert
{
    /// <summary>The length of an advert, in bytes.</summary>
    public const int Length = 31;

    /// <summary>The name in the scan response; never a VIN or serial number.</summary>
    public const string LocalName = "O2X";

    private const byte FlagsType = 0x01;
    private const byte SomeServicesType = 0x06;
    private const byte AllServicesType = 0x07;
    private const byte ManufacturerType = 0xFF;
    private const byte GeneralDiscoverableWithoutClassic = 0x06;
    private const int GuidLength = 16;

    /// <summary>Writes the advert.</summary>
    /// <param name="tag">The vehicle's tag.</param>
    /// <param name="advert">At least <see cref="Length"/> bytes.</param>
    public static void Encode(AdvertTag tag, Span<byte> advert)
    {
        ReadOnlySpan<byte> flags = [2, FlagsType, GeneralDiscoverableWithoutClassic];
        flags.CopyTo(advert);

        var service = advert[3..];
        service[0] = 1 + GuidLength;
        service[1] = AllServicesType;
        WriteServiceReversed(service[2..]);

        var manufacturer = advert[21..];
        manufacturer[0] = 3 + AdvertTag.Length;
        manufacturer[1] = ManufacturerType;
        BinaryPrimitives.WriteUInt16LittleEndian(manufacturer[2..], AdvertTag.Company);
        tag.WriteTo(manufacturer[4..]);
    }

    /// <summary>Reads an advert, or a longer one with parts that are not known here.</summary>
    /// <param name="advert">What came from the air.</param>
    /// <param name="tag">The tag; null when there is none.</param>
    /// <returns>Whether it is the advert of a dongle of this profile.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> advert, out AdvertTag? tag)
    {
        tag = null;
        var isDongle = false;
        while (TakePart(ref advert, out var type, out var content))
        {
            if (type is SomeServicesType or AllServicesType)
                isDongle |= HasService(content);
            else if (type is ManufacturerType && IsOurs(content) && AdvertTag.TryRead(content[2..], out var found))
                tag = found;
        }

        if (!isDongle) tag = null;
        return isDongle;
    }

    private static bool TakePart(ref ReadOnlySpan<byte> advert, out byte type, out ReadOnlySpan<byte> content)
    {
        type = 0;
        content = default;
        if (advert.Length < 2 || advert[0] == 0 || advert[0] >= advert.Length) return false;
        type = advert[1];
        content = advert[2..(1 + advert[0])];
        advert = advert[(1 + advert[0])..];
        return true;
    }

    private static bool IsOurs(ReadOnlySpan<byte> content) =>
        content.Length >= 2 && BinaryPrimitives.ReadUInt16LittleEndian(content) == AdvertTag.Company;

    private static bool HasService(ReadOnlySpan<byte> services)
    {
        Span<byte> sought = stackalloc byte[GuidLength];
        WriteServiceReversed(sought);
        for (; services.Length >= GuidLength; services = services[GuidLength..])
            if (services[..GuidLength].SequenceEqual(sought)) return true;
        return false;
    }

    private static void WriteServiceReversed(Span<byte> destination)
    {
        OpenLinkUuids.Service.TryWriteBytes(destination, bigEndian: true, out _);
        destination[..GuidLength].Reverse();
    }
}
