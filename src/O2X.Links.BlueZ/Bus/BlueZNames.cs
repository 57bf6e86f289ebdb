namespace O2X.Links.BlueZ.Bus;

/// <summary>The names by which BlueZ, and logind, are spoken to.</summary>
internal static class BlueZNames
{
    public const string Service = "org.bluez";
    public const string RootPath = "/";

    public const string Adapter = "org.bluez.Adapter1";
    public const string Device = "org.bluez.Device1";
    public const string GattService = "org.bluez.GattService1";
    public const string GattCharacteristic = "org.bluez.GattCharacteristic1";
    public const string GattDescriptor = "org.bluez.GattDescriptor1";
    public const string GattManager = "org.bluez.GattManager1";
    public const string AdvertisingManager = "org.bluez.LEAdvertisingManager1";
    public const string Advertisement = "org.bluez.LEAdvertisement1";

    public const string ObjectManager = "org.freedesktop.DBus.ObjectManager";
    public const string Properties = "org.freedesktop.DBus.Properties";

    public const string LoginService = "org.freedesktop.login1";
    public const string LoginManager = "org.freedesktop.login1.Manager";

    /// <summary>Whether an interface's properties are kept: those of BlueZ that are asked for later.</summary>
    public static bool IsKept(string @interface) =>
        @interface is Adapter or Device or GattService or GattCharacteristic or GattDescriptor or GattManager or AdvertisingManager;

    /// <summary>The path that BlueZ gives a device: <c>/org/bluez/hci0/dev_AA_BB_CC_DD_EE_FF</c>.</summary>
    public static string DevicePath(string adapterPath, string address) => $"{adapterPath}/dev_{address.Replace(':', '_')}";
}
