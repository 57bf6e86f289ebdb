using O2X.Links.BlueZ.Bus;

namespace O2X.Links.BlueZ.Central;

/// <summary>Where the services and characteristics of one device are at BlueZ. Read anew after each connecting: paths hold handles.</summary>
internal sealed class GattTable
{
    private readonly HashSet<Guid> _services = [];
    private readonly Dictionary<Guid, string> _characteristics = [];

    private GattTable()
    {
    }

    /// <summary>No services.</summary>
    public static GattTable Empty { get; } = new();

    /// <summary>Reads what BlueZ has found on a device.</summary>
    public static GattTable Read(BlueZObjects objects, string devicePath)
    {
        var table = new GattTable();
        var under = devicePath + "/";
        foreach (var path in objects.Paths(BlueZNames.GattService, under))
        {
            if (UuidOf(objects, path, BlueZNames.GattService) is { } uuid) table._services.Add(uuid);
        }

        // Where two have the same UUID, the one with the lower handle is meant.
        foreach (var path in objects.Paths(BlueZNames.GattCharacteristic, under))
        {
            if (UuidOf(objects, path, BlueZNames.GattCharacteristic) is { } uuid) table._characteristics.TryAdd(uuid, path);
        }

        return table;
    }

    public bool HasService(Guid service) => _services.Contains(service);

    /// <summary>The path of a characteristic; null where there is none.</summary>
    public string? PathOf(Guid characteristic) => _characteristics.GetValueOrDefault(characteristic);

    private static Guid? UuidOf(BlueZObjects objects, string path, string @interface) =>
        Guid.TryParse(objects.Text(path, @interface, "UUID"), out var uuid) ? uuid : null;
}
