using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Peripheral;

/// <summary>The calls of BlueZ's methods that a peripheral needs.</summary>
internal static class PeripheralCalls
{
    // Whoever ends does not wait long for a bluetoothd that does not answer.
    private static readonly TimeSpan _parting = TimeSpan.FromSeconds(2);

    private static readonly Dictionary<string, VariantValue> _noOptions = [];

    public static BlueZCall RegisterApplication(string adapter, string application) =>
        Of(adapter, BlueZNames.GattManager, "RegisterApplication", application, hasOptions: true);

    public static BlueZCall UnregisterApplication(string adapter, string application) =>
        Of(adapter, BlueZNames.GattManager, "UnregisterApplication", application, hasOptions: false) with { Timeout = _parting };

    public static BlueZCall RegisterAdvertisement(string adapter, string advertisement) =>
        Of(adapter, BlueZNames.AdvertisingManager, "RegisterAdvertisement", advertisement, hasOptions: true);

    public static BlueZCall UnregisterAdvertisement(string adapter, string advertisement) =>
        Of(adapter, BlueZNames.AdvertisingManager, "UnregisterAdvertisement", advertisement, hasOptions: false) with { Timeout = _parting };

    /// <summary>Sets a property of an adapter.</summary>
    public static BlueZCall SetAdapter(string adapter, string property, VariantValue value) => new(adapter, BlueZNames.Properties, "Set")
    {
        Signature = "ssv",
        Body = writer =>
        {
            writer.WriteString(BlueZNames.Adapter);
            writer.WriteString(property);
            writer.WriteVariant(value);
        },
    };

    private static BlueZCall Of(string adapter, string @interface, string member, string path, bool hasOptions) => new(adapter, @interface, member)
    {
        Signature = hasOptions ? "oa{sv}" : "o",
        Body = writer =>
        {
            writer.WriteObjectPath(path);
            if (hasOptions) writer.WriteDictionary(_noOptions);
        },
    };
}
