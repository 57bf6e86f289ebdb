using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.DBus;
using O2X.Vehicles.OpenLink;
using O2X.Vehicles.OpenLink.Serving;

namespace O2X.Links.BlueZ.Peripheral;

/// <summary>
/// The dongle's service and characteristics as objects that bluetoothd asks for values and tells of subscriptions. There is no
/// <c>NotifyAcquired</c>: BlueZ would hand out a socket that some of its versions share among all centrals.
/// </summary>
internal sealed class GattApplication : IPathMethodHandler
{
    public const string ApplicationPath = "/org/o2x/dongle";

    private const string ServicePath = ApplicationPath + "/service";

    private readonly ServingLoop _serving;
    private readonly Action<string> _speaks;
    private readonly SortedDictionary<string, (ServedProperties Properties, ServedCharacteristic? Characteristic)> _objects = new(StringComparer.Ordinal);

    /// <summary>Makes the objects of what is served.</summary>
    /// <param name="serving">Answers.</param>
    /// <param name="speaks">Is told each device that asks for something.</param>
    public GattApplication(ServingLoop serving, Action<string> speaks)
    {
        (_serving, _speaks) = (serving, speaks);
        _objects[ServicePath] = (new(BlueZNames.GattService, new Dictionary<string, VariantValue> { ["UUID"] = OpenLinkUuids.Service.ToString(), ["Primary"] = true }), null);
        foreach (var served in serving.Characteristics)
        {
            Dictionary<string, VariantValue> properties = new()
            {
                ["UUID"] = served.Uuid.ToString(),
                ["Service"] = VariantValue.ObjectPath(ServicePath),
                ["Flags"] = FlagsOf(served, serving.IsSecured),
            };
            _objects[PathOf(served.Uuid)] = (new(BlueZNames.GattCharacteristic, properties), served);
        }
    }

    public string Path => ApplicationPath;

    public bool HandlesChildPaths => true;

    /// <summary>Sends a notification: a value that changed. Does not wait.</summary>
    /// <returns>False when the bus takes no more.</returns>
    public static bool Notify(DBusConnection connection, Guid characteristic, ReadOnlyMemory<byte> value)
    {
        using var writer = connection.GetMessageWriter();
        // To BlueZ alone: a signal to all would show the vehicle's values to every program on the system's bus.
        writer.WriteSignalHeader(BlueZNames.Service, PathOf(characteristic), BlueZNames.Properties, "PropertiesChanged", "sa{sv}as");
        writer.WriteString(BlueZNames.GattCharacteristic);
        writer.WriteDictionary(new Dictionary<string, VariantValue> { ["Value"] = value.ToArray() });
        writer.WriteArray((IEnumerable<string>)[]);
        return connection.TrySendMessage(writer.CreateMessage());
    }

    public ValueTask HandleMethodAsync(MethodContext context)
    {
        var path = context.Request.PathAsString!;
        if (path == ApplicationPath) AnswerForAll(context);
        else if (!_objects.TryGetValue(path, out var found)) throw new DBusException(DBusErrors.UnknownObject, $"There is no object {path}.");
        else if (found.Characteristic is { } characteristic && context.Request.InterfaceAsString == BlueZNames.GattCharacteristic) Answer(context, characteristic.Uuid);
        else found.Properties.Answer(context);
        return ValueTask.CompletedTask;
    }

    private static string PathOf(Guid characteristic) => $"{ServicePath}/char{characteristic.ToString()[4..8]}";

    private static string[] FlagsOf(ServedCharacteristic served, bool isSecured)
    {
        var prefix = isSecured ? "encrypt-authenticated-" : "";
        List<string> flags = [];
        if (served.CanRead) flags.Add(prefix + "read");
        if (served.CanWrite) flags.Add(prefix + "write");
        if (served.CanNotify) flags.Add(prefix + "notify");
        return [.. flags];
    }

    private void AnswerForAll(MethodContext context)
    {
        if (context.Request is not { InterfaceAsString: BlueZNames.ObjectManager, MemberAsString: "GetManagedObjects" }) return;
        context.Reply("a{oa{sa{sv}}}", writer =>
        {
            var all = writer.WriteDictionaryStart();
            foreach (var (path, (properties, _)) in _objects)
            {
                writer.WriteDictionaryEntryStart();
                writer.WriteObjectPath(path);
                var interfaces = writer.WriteDictionaryStart();
                writer.WriteDictionaryEntryStart();
                writer.WriteString(properties.Interface);
                writer.WriteDictionary(properties.Values);
                writer.WriteDictionaryEnd(interfaces);
            }

            writer.WriteDictionaryEnd(all);
        });
    }

    private void Answer(MethodContext context, Guid characteristic)
    {
        var reader = context.Request.GetBodyReader();
        switch (context.Request.MemberAsString)
        {
            case "ReadValue":
                var asked = GattOptions.Read(reader.ReadDictionaryOfStringToVariantValue());
                _speaks(asked.Device);
                var answer = _serving.Read(asked, characteristic);
                Refuse(answer.Refusal);
                context.Reply("ay", writer => writer.WriteArray(answer.Value.Span));
                break;
            case "WriteValue":
                var value = reader.ReadArrayOfByte();
                var asking = GattOptions.Read(reader.ReadDictionaryOfStringToVariantValue());
                _speaks(asking.Device);
                Refuse(_serving.Write(asking, characteristic, value));
                context.Reply();
                break;
            case "StartNotify":
                _serving.Subscribe(characteristic, on: true);
                context.Reply();
                break;
            case "StopNotify":
                _serving.Subscribe(characteristic, on: false);
                context.Reply();
                break;
        }
    }

    // How BlueZ makes codes of the attribute protocol out of errors: by name, or by a number in the text.
    private static void Refuse(GattRefusal refusal)
    {
        if (refusal == GattRefusal.None) return;
        throw refusal switch
        {
            GattRefusal.InvalidOffset => new DBusException(BlueZErrors.InvalidOffset, "There is nothing at that offset."),
            GattRefusal.InvalidLength => new DBusException(BlueZErrors.InvalidValueLength, "A nonce has 8 bytes."),
            GattRefusal.NoNonce => new DBusException(BlueZErrors.Failed, "0x80"),
            _ => new DBusException(BlueZErrors.NotPermitted, "That is not offered."),
        };
    }
}
