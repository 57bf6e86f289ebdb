using System.Globalization;
using O2X.Links.Gatt;
using O2X.Vehicles.OpenLink;

namespace O2X.Cli.Probing;

/// <summary>
/// The names of services, characteristics and descriptors: of the Bluetooth SIG's assigned numbers those that a dongle may have, this
/// project's own, and serial ports over GATT that are common.
/// </summary>
internal static class GattNames
{
    private const ushort SystemId = 0x2A23;
    private const ushort SerialNumber = 0x2A25;

    private static readonly Dictionary<ushort, string> _assigned = new()
    {
        [0x1800] = "Generic Access",
        [0x1801] = "Generic Attribute",
        [0x180A] = "Device Information",
        [0x180F] = "Battery",
        [0x2900] = "Extended Properties",
        [0x2901] = "User Description",
        [0x2902] = "Client Configuration",
        [0x2903] = "Server Configuration",
        [0x2904] = "Presentation Format",
        [0x2A00] = "Device Name",
        [0x2A01] = "Appearance",
        [0x2A04] = "Preferred Connection Parameters",
        [0x2A05] = "Service Changed",
        [0x2A19] = "Battery Level",
        [SystemId] = "System ID",
        [0x2A24] = "Model Number",
        [SerialNumber] = "Serial Number",
        [0x2A26] = "Firmware Revision",
        [0x2A27] = "Hardware Revision",
        [0x2A28] = "Software Revision",
        [0x2A29] = "Manufacturer Name",
        [0x2A50] = "PnP ID",
        [0x2AA6] = "Central Address Resolution",
        [0x2B29] = "Client Supported Features",
        [0x2B2A] = "Database Hash",
        [0x2B3A] = "Server Supported Features",
    };

    private static readonly Dictionary<Guid, string> _others = new()
    {
        [OpenLinkUuids.Service] = "open link",
        [OpenLinkUuids.Profile] = "open link: profile",
        [OpenLinkUuids.VinProof] = "open link: VIN proof",
        [OpenLinkUuids.Vin] = "open link: VIN",
        [OpenLinkUuids.Information] = "open link: information",
        [OpenLinkUuids.Measurements] = "open link: measurements",
        [OpenLinkUuids.RawCan] = "open link: raw CAN",
        [new("6e400001-b5a3-f393-e0a9-e50e24dcca9e")] = "Nordic UART",
        [new("6e400002-b5a3-f393-e0a9-e50e24dcca9e")] = "Nordic UART: to the device",
        [new("6e400003-b5a3-f393-e0a9-e50e24dcca9e")] = "Nordic UART: from the device",
    };

    /// <summary>The name; null: not known.</summary>
    public static string? Of(Guid uuid) =>
        _others.GetValueOrDefault(uuid) ?? (Assigned(uuid) is { } number ? _assigned.GetValueOrDefault(number) : null);

    /// <summary>The UUID as it is written: <c>0x180A</c> where it is an assigned number.</summary>
    public static string Written(Guid uuid) =>
        Assigned(uuid) is { } number ? string.Create(CultureInfo.InvariantCulture, $"0x{number:X4}") : uuid.ToString("D");

    /// <summary>Whether a value names this one device and no other.</summary>
    public static bool NamesTheDevice(Guid uuid) => Assigned(uuid) is SystemId or SerialNumber;

    /// <summary>The flags in the words that BlueZ has for them.</summary>
    public static string Of(GattFlags flags) => string.Join(", ", Words(flags));

    /// <inheritdoc cref="Of(GattFlags)"/>
    public static IEnumerable<string> Words(GattFlags flags) => Enum.GetValues<GattFlags>()
        .Where(flag => flag != GattFlags.None && flags.HasFlag(flag))
        .Select(flag => string.Concat(flag.ToString().Select((c, i) => char.IsAsciiLetterUpper(c) ? $"{(i == 0 ? "" : "-")}{char.ToLowerInvariant(c)}" : $"{c}")));

    // 0000xxxx-0000-1000-8000-00805f9b34fb
    private static ushort? Assigned(Guid uuid)
    {
        Span<byte> bytes = stackalloc byte[16];
        uuid.TryWriteBytes(bytes, bigEndian: true, out _);
        return bytes[..2].SequenceEqual((ReadOnlySpan<byte>)[0, 0]) && bytes[4..].SequenceEqual((ReadOnlySpan<byte>)[0, 0, 0x10, 0, 0x80, 0, 0, 0x80, 0x5F, 0x9B, 0x34, 0xFB])
            ? (ushort)((bytes[2] << 8) | bytes[3])
            : null;
    }
}
