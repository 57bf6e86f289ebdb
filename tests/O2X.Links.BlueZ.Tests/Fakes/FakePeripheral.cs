using System.Collections.Concurrent;
using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Tests.Fakes;

/// <summary>An adapter of the fake BlueZ that can be a peripheral: takes registrations, and asks what is registered as bluetoothd does.</summary>
internal sealed class FakePeripheral
{
    private const string Application = "/org/o2x/dongle";

    private readonly FakeBlueZ _blueZ;

    public FakePeripheral(FakeBlueZ blueZ, string name = "hci0", bool isOn = true, string addressType = "public")
    {
        _blueZ = blueZ;
        Path = $"/org/bluez/{name}";
        blueZ.Add(Path, BlueZNames.GattManager, []);
        blueZ.Add(Path, BlueZNames.AdvertisingManager, []);
        var self = blueZ.Add(Path, BlueZNames.Adapter, new() { ["Address"] = "00:AA:01:00:00:00", ["AddressType"] = addressType, ["Powered"] = isOn, ["Pairable"] = true });
        self.Methods["RegisterApplication"] = RegisterApplicationAsync;
        self.Methods["UnregisterApplication"] = Unregister(() => Objects = []);
        self.Methods["RegisterAdvertisement"] = RegisterAdvertisementAsync;
        self.Methods["UnregisterAdvertisement"] = Unregister(() => Advert = null);
    }

    public string Path { get; }

    /// <summary>Whose the registered objects are.</summary>
    public string Owner { get; private set; } = "";

    /// <summary>The registered characteristics: path, UUID and flags.</summary>
    public List<(string Path, string Uuid, string[] Flags)> Objects { get; private set; } = [];

    /// <summary>What is advertised; null: nothing.</summary>
    public volatile Dictionary<string, VariantValue>? Advert;

    /// <summary>How often an advert was registered.</summary>
    public int Adverts { get; private set; }

    /// <summary>What was notified, by the part of the characteristic's UUID that differs.</summary>
    public ConcurrentQueue<(string Part, byte[] Value)> Notified { get; } = [];

    /// <summary>A device connects, as its properties say; it can be disconnected.</summary>
    public string Connect(string address, Action? disconnected = null, Dictionary<string, VariantValue>? more = null)
    {
        var path = BlueZNames.DevicePath(Path, address);
        Dictionary<string, VariantValue> properties = new(more ?? []) { ["Address"] = address, ["Connected"] = true };
        _blueZ.Add(path, BlueZNames.Device, properties).Methods["Disconnect"] = context =>
        {
            FakeBlueZ.Reply(context);
            disconnected?.Invoke();
            _blueZ.Set(path, BlueZNames.Device, new() { ["Connected"] = false });
            return Task.CompletedTask;
        };
        return path;
    }

    public void Power(bool isOn)
    {
        if (!isOn) Advert = null;
        _blueZ.Set(Path, BlueZNames.Adapter, new() { ["Powered"] = isOn });
    }

    public Task<byte[]> ReadAsync(string part, string device, ushort offset = 0) => CallAsync(
        part,
        "ReadValue",
        "a{sv}",
        writer => writer.WriteDictionary(Options(device, offset)),
        (message, _) => message.GetBodyReader().ReadArrayOfByte());

    public Task WriteAsync(string part, string device, byte[] value) => CallAsync(
        part,
        "WriteValue",
        "aya{sv}",
        writer =>
        {
            writer.WriteArray(value);
            writer.WriteDictionary(Options(device, 0));
        },
        (_, _) => true);

    public Task NotifyAsync(string part, bool on) => CallAsync(part, on ? "StartNotify" : "StopNotify", null, null, (_, _) => true);

    private static Dictionary<string, VariantValue> Options(string device, ushort offset)
    {
        Dictionary<string, VariantValue> options = new() { ["device"] = VariantValue.ObjectPath(device), ["link"] = "LE", ["mtu"] = (ushort)247 };
        if (offset > 0) options["offset"] = offset;
        return options;
    }

    private static string PathOf(string part) => $"{Application}/service/char{part}";

    private Task<T> CallAsync<T>(string part, string member, string? signature, Action<MessageWriter>? body, MessageValueReader<T> read) =>
        CallAsync(PathOf(part), BlueZNames.GattCharacteristic, member, signature, body, read);

    private async Task<T> CallAsync<T>(string path, string @interface, string member, string? signature, Action<MessageWriter>? body, MessageValueReader<T> read)
    {
        using var writer = _blueZ.Connection.GetMessageWriter();
        writer.WriteMethodCallHeader(Owner, path, @interface, member, signature);
        body?.Invoke(writer);
        return await _blueZ.Connection.CallMethodAsync(writer.CreateMessage(), read);
    }

    private async Task RegisterApplicationAsync(MethodContext context)
    {
        Owner = context.Request.SenderAsString!;
        var path = context.Request.GetBodyReader().ReadObjectPathAsString();
        var all = await CallAsync(path, BlueZNames.ObjectManager, "GetManagedObjects", null, null, BlueZSignals.ReadManagedObjects);
        await _blueZ.Connection.AddMatchAsync(
            new MatchRule { Type = MessageType.Signal, Sender = Owner, Interface = BlueZNames.Properties, Member = "PropertiesChanged" },
            static (message, _) =>
            {
                var reader = message.GetBodyReader();
                reader.ReadString();
                return (message.PathAsString![^4..], reader.ReadDictionaryOfStringToVariantValue()["Value"].AsBytes()!);
            },
            Notified.Enqueue);
        Objects = [.. all.Where(each => each.Interface == BlueZNames.GattCharacteristic)
            .Select(each => (each.Path, each.Properties["UUID"].AsText()!, each.Properties["Flags"].AsTexts()))];
        FakeBlueZ.Reply(context);
    }

    private async Task RegisterAdvertisementAsync(MethodContext context)
    {
        Owner = context.Request.SenderAsString!;
        var path = context.Request.GetBodyReader().ReadObjectPathAsString();
        var advert = await CallAsync(
            path, BlueZNames.Properties, "GetAll", "s", writer => writer.WriteString(BlueZNames.Advertisement), (message, _) => message.GetBodyReader().ReadDictionaryOfStringToVariantValue());
        Adverts++;
        Advert = advert;
        FakeBlueZ.Reply(context);
    }

    private static Func<MethodContext, Task> Unregister(Action forget) => context =>
    {
        forget();
        FakeBlueZ.Reply(context);
        return Task.CompletedTask;
    };
}
