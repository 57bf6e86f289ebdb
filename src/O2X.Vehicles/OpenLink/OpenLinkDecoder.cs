using O2X.Vehicles.Decoding;

namespace O2X.Vehicles.OpenLink;

/// <summary>Reads the packets of the open link profile.</summary>
internal static class OpenLinkDecoder
{
    /// <summary>Decodes one packet into the state.</summary>
    public static DecodeResult Decode(ReadOnlySpan<byte> packet, ref VehicleSnapshot state, long at) => DecodeResult.Unknown;
}
