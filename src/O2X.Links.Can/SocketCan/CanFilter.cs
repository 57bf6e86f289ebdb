using System.Buffers.Binary;
using O2X.Vehicles.Ami;

namespace O2X.Links.Can.SocketCan;

/// <summary>What a raw CAN socket is told to receive: pairs of id and mask, and the classes of error frames.</summary>
internal static class CanFilter
{
    private const int EntrySize = 8;

    // With the two flags in the mask an extended or remote frame that happens to carry a known id does not pass.
    private const uint Mask = CanAbi.ExtendedFlag | CanAbi.RemoteFlag | CanAbi.StandardMask;

    /// <summary>Data frames of the 11-bit ids that the decoder knows.</summary>
    public static byte[] KnownIds()
    {
        var ids = AmiCatalogue.Ids;
        var filter = new byte[ids.Length * EntrySize];
        for (var i = 0; i < ids.Length; i++)
        {
            var entry = filter.AsSpan(i * EntrySize, EntrySize);
            BinaryPrimitives.WriteUInt32LittleEndian(entry, ids[i]);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], Mask);
        }

        return filter;
    }

    /// <summary>Error frames of every class.</summary>
    public static byte[] AllErrors()
    {
        var mask = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(mask, CanAbi.ErrorMask);
        return mask;
    }

    /// <summary>Whether a frame shows that a known vehicle talks on the bus.</summary>
    /// <param name="rawId">The id with the kernel's flags.</param>
    public static bool IsKnownData(uint rawId) =>
        (rawId & (CanAbi.ExtendedFlag | CanAbi.RemoteFlag | CanAbi.ErrorFlag)) == 0 && AmiCatalogue.IsKnown(rawId);
}
