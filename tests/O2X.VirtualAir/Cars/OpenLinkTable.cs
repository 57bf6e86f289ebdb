using System.Text;
using O2X.Links;
using O2X.VirtualAir.Gatt;
using O2X.Vehicles.OpenLink;

namespace O2X.VirtualAir.Cars;

/// <summary>The open link as bytes of an advert and as a GATT table.</summary>
internal static class OpenLinkTable
{
    private const int TagBegins = 21;
    private const byte CompleteName = 0x09;

    public static GattTable Of(bool hasMeasurements)
    {
        List<GattCharacteristic> characteristics =
        [
            new(OpenLinkUuids.Profile, GattProperties.Read),
            new(OpenLinkUuids.VinProof, GattProperties.Read | GattProperties.Write),
            new(OpenLinkUuids.Information, GattProperties.Read | GattProperties.Notify),
        ];
        if (hasMeasurements) characteristics.Add(new(OpenLinkUuids.Measurements, GattProperties.Read | GattProperties.Notify));
        return new GattTable(
            new GattService(GattUuids.GenericAccess, new GattCharacteristic(GattUuids.DeviceName, GattProperties.Read)),
            new GattService(OpenLinkUuids.Service, [.. characteristics]));
    }

    /// <summary>The advertising data of a sighting: without its last part where the dongle advertises no tag.</summary>
    public static byte[] AdvertOf(Sighting sighting)
    {
        var advert = new byte[OpenLinkAdvert.Length];
        var hasTag = AdvertTag.TryRead(sighting.ManufacturerData.Span, out var tag);
        OpenLinkAdvert.Encode(tag, advert);
        return hasTag ? advert : advert[..TagBegins];
    }

    public static byte[] ScanResponse(string? name) =>
        name is null ? [] : [(byte)(1 + Encoding.UTF8.GetByteCount(name)), CompleteName, .. Encoding.UTF8.GetBytes(name)];
}
