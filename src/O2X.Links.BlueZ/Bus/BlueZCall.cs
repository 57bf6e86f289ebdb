using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Bus;

/// <summary>A call of one of BlueZ's methods.</summary>
/// <param name="Path">The object.</param>
/// <param name="Interface">The interface.</param>
/// <param name="Member">The method.</param>
internal sealed record BlueZCall(string Path, string Interface, string Member)
{
    // BlueZ answers a Connect to a device that is not there after 40 s or never; who waits has a shorter patience of its own.
    private static readonly TimeSpan _connectTimeout = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan _usualTimeout = TimeSpan.FromSeconds(15);

    /// <summary>The signature of the body; null: there is none.</summary>
    public string? Signature { get; init; }

    /// <summary>Writes the body.</summary>
    public Action<MessageWriter>? Body { get; init; }

    /// <summary>How long an answer is waited for.</summary>
    public TimeSpan Timeout { get; init; } = _usualTimeout;

    /// <summary>All objects with all properties.</summary>
    public static BlueZCall GetManagedObjects { get; } = new(BlueZNames.RootPath, BlueZNames.ObjectManager, "GetManagedObjects");

    public static BlueZCall StartDiscovery(string adapter) => new(adapter, BlueZNames.Adapter, "StartDiscovery");

    public static BlueZCall StopDiscovery(string adapter) => new(adapter, BlueZNames.Adapter, "StopDiscovery");

    /// <summary>
    /// Says what this program wants to hear. A least RSSI that everything has makes BlueZ tell the RSSI of every advert, and not only great
    /// changes; duplicates are told, because only what is heard again is known to be there still.
    /// </summary>
    public static BlueZCall SetDiscoveryFilter(string adapter, string[] services)
    {
        Dictionary<string, VariantValue> filter = new()
        {
            ["Transport"] = "le",
            ["DuplicateData"] = true,
            ["RSSI"] = (short)-127,
        };
        if (services.Length > 0) filter["UUIDs"] = services;
        return new(adapter, BlueZNames.Adapter, "SetDiscoveryFilter") { Signature = "a{sv}", Body = writer => writer.WriteDictionary(filter) };
    }

    /// <summary>Forgets a device, with what is remembered of its services; disconnects it.</summary>
    public static BlueZCall RemoveDevice(string adapter, string device) =>
        new(adapter, BlueZNames.Adapter, "RemoveDevice") { Signature = "o", Body = writer => writer.WriteObjectPath(device) };

    public static BlueZCall Connect(string device) => new(device, BlueZNames.Device, "Connect") { Timeout = _connectTimeout };

    public static BlueZCall Disconnect(string device) => new(device, BlueZNames.Device, "Disconnect");

    public static BlueZCall ReadValue(string attribute, string @interface = BlueZNames.GattCharacteristic) =>
        new(attribute, @interface, "ReadValue") { Signature = "a{sv}", Body = WriteNoOptions };

    /// <summary>Writes a value, with response.</summary>
    public static BlueZCall WriteValue(string characteristic, ReadOnlyMemory<byte> value) =>
        new(characteristic, BlueZNames.GattCharacteristic, "WriteValue")
        {
            Signature = "aya{sv}",
            Body = writer =>
            {
                writer.WriteArray(value.Span);
                writer.WriteDictionary(new Dictionary<string, VariantValue> { ["type"] = "request" });
            },
        };

    /// <summary>Has notifications come as signals.</summary>
    public static BlueZCall StartNotify(string characteristic) => new(characteristic, BlueZNames.GattCharacteristic, "StartNotify");

    /// <summary>Has notifications come over a socket of their own; the answer is the socket and the MTU.</summary>
    public static BlueZCall AcquireNotify(string characteristic) =>
        new(characteristic, BlueZNames.GattCharacteristic, "AcquireNotify") { Signature = "a{sv}", Body = WriteNoOptions };

    /// <summary>Makes the message.</summary>
    public MessageBuffer Write(DBusConnection connection)
    {
        using var writer = connection.GetMessageWriter();
        writer.WriteMethodCallHeader(BlueZNames.Service, Path, Interface, Member, Signature);
        Body?.Invoke(writer);
        return writer.CreateMessage();
    }

    private static void WriteNoOptions(MessageWriter writer) => writer.WriteDictionary(new Dictionary<string, VariantValue>());
}
