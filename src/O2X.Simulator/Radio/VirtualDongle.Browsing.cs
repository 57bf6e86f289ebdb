using O2X.Links;
using O2X.Links.Gatt;
using O2X.Vehicles.OpenLink;

namespace O2X.Simulator.Radio;

// What somebody finds who looks at the dongle without knowing what it is.
public sealed partial class VirtualDongle
{
    private const int ServiceHandle = 0x0010;
    private const ushort Configuration = 0x2902;

    internal IReadOnlyList<GattService> Services
    {
        get
        {
            List<GattCharacteristic> characteristics =
            [
                new(ServiceHandle + 1, OpenLinkUuids.Profile, GattFlags.Read, []),
                new(ServiceHandle + 3, OpenLinkUuids.VinProof, GattFlags.Read | GattFlags.Write, []),
                Notifying(ServiceHandle + 5, OpenLinkUuids.Information),
            ];
            if (_measurements is not null) characteristics.Add(Notifying(ServiceHandle + 8, OpenLinkUuids.Measurements));
            return [new GattService(OpenLinkUuids.Service, IsPrimary: true, characteristics)];
        }
    }

    internal byte[] Read(int id, ReadOnlySpan<byte> nonce)
    {
        foreach (var characteristic in Services.SelectMany(service => service.Characteristics))
        {
            if (characteristic.Id == id) return Read(characteristic.Uuid, nonce);
            if (characteristic.Descriptors.Any(descriptor => descriptor.Id == id)) return [0, 0];
        }

        throw new LinkException(LinkLossReason.NotSupported, $"The dongle has no attribute {id}.");
    }

    private static GattCharacteristic Notifying(int handle, Guid uuid) =>
        new(handle, uuid, GattFlags.Read | GattFlags.Notify, [new GattDescriptor(handle + 2, BluetoothUuid(Configuration))]);

    // A number of the Bluetooth SIG, as a UUID.
    private static Guid BluetoothUuid(ushort number) => new(number, 0x0000, 0x1000, 0x80, 0x00, 0x00, 0x80, 0x5F, 0x9B, 0x34, 0xFB);
}
