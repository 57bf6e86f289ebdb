using System.Globalization;
using O2X.Links.BlueZ.Bus;
using O2X.Links.Gatt;

namespace O2X.Links.BlueZ.Central;

/// <summary>What BlueZ found on one device, and where. Read anew after each connecting: paths hold handles.</summary>
internal sealed class GattTable
{
    private static readonly Dictionary<string, GattFlags> _flags = new(StringComparer.Ordinal)
    {
        ["broadcast"] = GattFlags.Broadcast,
        ["read"] = GattFlags.Read,
        ["write-without-response"] = GattFlags.WriteWithoutResponse,
        ["write"] = GattFlags.Write,
        ["notify"] = GattFlags.Notify,
        ["indicate"] = GattFlags.Indicate,
        ["authenticated-signed-writes"] = GattFlags.AuthenticatedSignedWrites,
        ["extended-properties"] = GattFlags.ExtendedProperties,
        ["reliable-write"] = GattFlags.ReliableWrite,
        ["writable-auxiliaries"] = GattFlags.WritableAuxiliaries,
    };

    private readonly Dictionary<Guid, string> _characteristics = [];
    private readonly Dictionary<int, (string Path, string Interface)> _attributes = [];

    private GattTable(IReadOnlyList<GattService> services) => Services = services;

    /// <summary>Nothing.</summary>
    public static GattTable Empty { get; } = new([]);

    /// <summary>The services, in the order of their handles.</summary>
    public IReadOnlyList<GattService> Services { get; }

    /// <summary>Reads what BlueZ has found on a device.</summary>
    public static GattTable Read(BlueZObjects objects, string devicePath)
    {
        var services = new List<GattService>();
        var table = new GattTable(services);
        foreach (var path in objects.Paths(BlueZNames.GattService, devicePath + "/"))
        {
            if (UuidOf(objects, path, BlueZNames.GattService) is { } uuid)
                services.Add(new(uuid, objects.IsTrue(path, BlueZNames.GattService, "Primary"), table.ReadCharacteristics(objects, path)));
        }

        return table;
    }

    public bool HasService(Guid service) => Services.Any(each => each.Uuid == service);

    /// <summary>The path of a characteristic, and of those with the same UUID the one with the lowest handle; null where there is none.</summary>
    public string? PathOf(Guid characteristic) => _characteristics.GetValueOrDefault(characteristic);

    /// <summary>The path and interface of a characteristic or descriptor by its handle; null where there is none.</summary>
    public (string Path, string Interface)? AttributeOf(int handle) => _attributes.TryGetValue(handle, out var found) ? found : null;

    private List<GattCharacteristic> ReadCharacteristics(BlueZObjects objects, string servicePath)
    {
        var characteristics = new List<GattCharacteristic>();
        foreach (var path in objects.Paths(BlueZNames.GattCharacteristic, servicePath + "/"))
        {
            if (UuidOf(objects, path, BlueZNames.GattCharacteristic) is not { } uuid) continue;
            _characteristics.TryAdd(uuid, path);
            var flags = objects.Texts(path, BlueZNames.GattCharacteristic, "Flags").Aggregate(GattFlags.None, (all, name) => all | _flags.GetValueOrDefault(name));
            characteristics.Add(new(Handle(path, BlueZNames.GattCharacteristic), uuid, flags, ReadDescriptors(objects, path)));
        }

        return characteristics;
    }

    private List<GattDescriptor> ReadDescriptors(BlueZObjects objects, string characteristicPath)
    {
        var descriptors = new List<GattDescriptor>();
        foreach (var path in objects.Paths(BlueZNames.GattDescriptor, characteristicPath + "/"))
        {
            if (UuidOf(objects, path, BlueZNames.GattDescriptor) is { } uuid) descriptors.Add(new(Handle(path, BlueZNames.GattDescriptor), uuid));
        }

        return descriptors;
    }

    // BlueZ names objects by their handles, in hexadecimal: .../service000a/char000b/desc000d. What is named otherwise, or twice alike, can be
    // read all the same, by a number that is free.
    private int Handle(string path, string @interface)
    {
        var handle = path.Length >= 4 && int.TryParse(path.AsSpan(path.Length - 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number) ? number : -1;
        while (!_attributes.TryAdd(handle, (path, @interface))) handle--;
        return handle;
    }

    private static Guid? UuidOf(BlueZObjects objects, string path, string @interface) =>
        Guid.TryParse(objects.Text(path, @interface, "UUID"), out var uuid) ? uuid : null;
}
