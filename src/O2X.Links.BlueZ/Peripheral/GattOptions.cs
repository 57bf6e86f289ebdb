using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Peripheral;

/// <summary>What BlueZ tells with a read or write: who asks, and how.</summary>
/// <param name="Device">The central's path.</param>
/// <param name="Offset">From which byte on.</param>
/// <param name="Mtu">The longest packet that the central takes; null when it is not told.</param>
internal readonly record struct GattOptions(string Device, int Offset, int? Mtu)
{
    /// <exception cref="DBusException">It is not told who asks.</exception>
    public static GattOptions Read(IReadOnlyDictionary<string, VariantValue> options)
    {
        var device = options.GetValueOrDefault("device").AsText();
        if (device is null) throw new DBusException(BlueZErrors.Failed, "It is not told which device asks.");
        return new(device, Number(options, "offset") ?? 0, Number(options, "mtu"));
    }

    private static int? Number(IReadOnlyDictionary<string, VariantValue> options, string name) =>
        options.GetValueOrDefault(name).TryGetUInt16(out var number) ? number : null;
}
