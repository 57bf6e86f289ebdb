using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Central;

/// <summary>Makes sightings of what BlueZ tells of a device. Pure.</summary>
internal static class SightingReader
{
    /// <summary>
    /// Whether a change tells that the device was heard just now. BlueZ keeps what it heard long ago: that a device is there, or that a
    /// property changed which does not come from an advert, says nothing.
    /// </summary>
    public static bool IsHeard(in ObjectChange change) =>
        change is { Kind: ChangeKind.Added or ChangeKind.Changed, Interface: BlueZNames.Device }
        && (change.Properties.ContainsKey("RSSI") || (change.Kind == ChangeKind.Changed && HasAdvertisedData(change.Properties)));

    /// <summary>The sighting of a device.</summary>
    /// <param name="device">All that BlueZ knows of it.</param>
    /// <param name="timestamp">When it was heard.</param>
    /// <returns>Null when not even its address is known.</returns>
    public static Sighting? Read(IReadOnlyDictionary<string, VariantValue> device, long timestamp)
    {
        if (Find(device, "Address").AsText() is not { Length: > 0 } address) return null;
        var (company, data) = Manufacturer(device);
        return new Sighting(address, timestamp)
        {
            Name = Find(device, "Name").AsText(),
            Rssi = Find(device, "RSSI").AsInt16(),
            ServiceUuids = [.. Services(device)],
            Company = company,
            ManufacturerData = data,
        };
    }

    /// <summary>Whether a sighting is of what is sought. BlueZ hears for all programs together, and tells more than this one asked for.</summary>
    public static bool Matches(ScanFilter filter, Sighting sighting) =>
        filter.ServiceUuids.Count == 0 || filter.ServiceUuids.Any(sighting.ServiceUuids.Contains);

    private static bool HasAdvertisedData(IReadOnlyDictionary<string, VariantValue> changed) =>
        changed.ContainsKey("ManufacturerData") || changed.ContainsKey("ServiceData");

    private static IEnumerable<Guid> Services(IReadOnlyDictionary<string, VariantValue> device)
    {
        foreach (var text in Find(device, "UUIDs").AsTexts())
        {
            if (Guid.TryParse(text, out var uuid)) yield return uuid;
        }
    }

    private static (ushort? Company, ReadOnlyMemory<byte> Data) Manufacturer(IReadOnlyDictionary<string, VariantValue> device)
    {
        foreach (var (company, data) in Find(device, "ManufacturerData").AsBytesByNumber()) return (company, data);
        return (null, default);
    }

    private static VariantValue Find(IReadOnlyDictionary<string, VariantValue> device, string name) => device.GetValueOrDefault(name);
}
