using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Bus;

/// <summary>
/// Reads what BlueZ and the bus tell of themselves. What is of another form is nothing. That it is they who tell it, the connection has
/// seen to.
/// </summary>
internal static class BlueZSignals
{
    /// <summary>What a signal of BlueZ says of its objects.</summary>
    public static IReadOnlyList<ObjectChange> Read(Message message, object? state) =>
        (message.InterfaceAsString, message.MemberAsString, message.SignatureAsString) switch
        {
            (BlueZNames.Properties, "PropertiesChanged", "sa{sv}as") => ReadChanged(message),
            (BlueZNames.ObjectManager, "InterfacesAdded", "oa{sa{sv}}") => ReadAdded(message),
            (BlueZNames.ObjectManager, "InterfacesRemoved", "oas") => ReadRemoved(message),
            (BlueZNames.Device, "Disconnected", "ss") => ReadDisconnected(message),
            _ => [],
        };

    /// <summary>All objects of BlueZ, as a list of interfaces that came.</summary>
    public static IReadOnlyList<ObjectChange> ReadManagedObjects(Message message, object? state)
    {
        if (message.SignatureAsString != "a{oa{sa{sv}}}") throw new DBusProtocolException("BlueZ's objects are of another form than expected.");
        var reader = message.GetBodyReader();
        var changes = new List<ObjectChange>();
        var end = reader.ReadDictionaryStart();
        while (reader.HasNext(end))
        {
            reader.AlignStruct();
            ReadInterfaces(ref reader, reader.ReadObjectPathAsString(), changes);
        }

        return changes;
    }

    /// <summary>The new owner of a name; empty when it has none any more; null when it is not told.</summary>
    public static string? ReadOwner(Message message, object? state)
    {
        if (message.SignatureAsString != "sss") return null;
        var reader = message.GetBodyReader();
        reader.ReadString();
        reader.ReadString();
        return reader.ReadString();
    }

    /// <summary>Whether the machine has woken up.</summary>
    public static bool ReadWoke(Message message, object? state) =>
        message.SignatureAsString == "b" && !message.GetBodyReader().ReadBool();

    private static ObjectChange[] ReadChanged(Message message)
    {
        var reader = message.GetBodyReader();
        var @interface = reader.ReadString();
        if (!BlueZNames.IsKept(@interface)) return [];
        var changed = reader.ReadDictionaryOfStringToVariantValue();
        return [new ObjectChange(ChangeKind.Changed, message.PathAsString ?? "", @interface, changed) { Invalidated = reader.ReadArrayOfString() }];
    }

    private static List<ObjectChange> ReadAdded(Message message)
    {
        var reader = message.GetBodyReader();
        var changes = new List<ObjectChange>();
        ReadInterfaces(ref reader, reader.ReadObjectPathAsString(), changes);
        return changes;
    }

    private static void ReadInterfaces(ref Reader reader, string path, List<ObjectChange> changes)
    {
        var end = reader.ReadDictionaryStart();
        while (reader.HasNext(end))
        {
            reader.AlignStruct();
            var @interface = reader.ReadString();
            var properties = reader.ReadDictionaryOfStringToVariantValue();
            if (BlueZNames.IsKept(@interface)) changes.Add(new ObjectChange(ChangeKind.Added, path, @interface, properties));
        }
    }

    private static ObjectChange[] ReadRemoved(Message message)
    {
        var reader = message.GetBodyReader();
        var path = reader.ReadObjectPathAsString();
        return [.. reader.ReadArrayOfString().Where(BlueZNames.IsKept).Select(@interface => ObjectChange.OfRemoved(path, @interface))];
    }

    private static ObjectChange[] ReadDisconnected(Message message)
    {
        var reader = message.GetBodyReader();
        Dictionary<string, VariantValue> reason = new() { ["name"] = reader.ReadString(), ["message"] = reader.ReadString() };
        return [new ObjectChange(ChangeKind.Disconnected, message.PathAsString ?? "", BlueZNames.Device, reason)];
    }
}
