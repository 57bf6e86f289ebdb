using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.DBus;
using O2X.Vehicles.OpenLink;

namespace O2X.Links.BlueZ.Peripheral;

/// <summary>
/// The advert as an object that bluetoothd reads when it is registered: exactly the 31 bytes of the profile, with the name in the scan
/// response. Anything more would make BlueZ turn to extended advertising without a word.
/// </summary>
/// <param name="released">Is called when BlueZ lets the advert go.</param>
internal sealed class AdvertObject(Action released) : IPathMethodHandler
{
    public const string AdvertPath = "/org/o2x/advert";

    private const uint LeastIntervalMs = 100;
    private const uint MostIntervalMs = 150;

    private volatile ServedProperties _properties = Of(default);

    public string Path => AdvertPath;

    public bool HandlesChildPaths => false;

    /// <summary>Sets what is advertised from the next registration on.</summary>
    public void Carry(AdvertTag tag) => _properties = Of(tag);

    public ValueTask HandleMethodAsync(MethodContext context)
    {
        if (context.Request is { InterfaceAsString: BlueZNames.Advertisement, MemberAsString: "Release" })
        {
            context.Reply();
            released();
        }
        else
        {
            _properties.Answer(context);
        }

        return ValueTask.CompletedTask;
    }

    private static ServedProperties Of(AdvertTag tag)
    {
        var data = new byte[AdvertTag.Length];
        tag.WriteTo(data);
        return new(BlueZNames.Advertisement, new Dictionary<string, VariantValue>
        {
            ["Type"] = "peripheral",
            ["ServiceUUIDs"] = (string[])[OpenLinkUuids.Service.ToString()],
            ["ManufacturerData"] = VariantValue.Dict(new Dictionary<ushort, VariantValue> { [AdvertTag.Company] = data }),
            ["LocalName"] = OpenLinkAdvert.LocalName,
            ["Discoverable"] = true,
            // Looked at only by a bluetoothd with experimental features; main.conf is for the others.
            ["MinInterval"] = LeastIntervalMs,
            ["MaxInterval"] = MostIntervalMs,
        });
    }
}
