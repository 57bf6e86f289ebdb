using System.Collections.Concurrent;
using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Tests.Fakes;

/// <summary>
/// A bluetoothd of the tests' own on a private bus: serves objects, their properties and methods, and fails where it is told to. What
/// its adapters and devices do is <see cref="FakeAdapter"/>'s.
/// </summary>
internal sealed class FakeBlueZ : IPathMethodHandler, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly DBusConnection _connection;
    private readonly Dictionary<string, FakeObject> _objects = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Func<Task>>> _faults = [];

    private FakeBlueZ(DBusConnection connection) => _connection = connection;

    public string Path => "/";

    public bool HandlesChildPaths => true;

    /// <summary>Its connection to the bus.</summary>
    public DBusConnection Connection => _connection;

    /// <summary>Every call that came, in order: <c>StartDiscovery /org/bluez/hci0</c>.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    /// <summary>Connects to a bus and takes BlueZ's name.</summary>
    public static async Task<FakeBlueZ> StartAsync(string address)
    {
        var connection = new DBusConnection(address, TimeProvider.System);
        var fake = new FakeBlueZ(connection);
        connection.AddMethodHandler(fake);
        await OwnAsync(connection, BlueZNames.Service);
        return fake;
    }

    /// <summary>Connects to a bus and takes a name.</summary>
    public static async Task OwnAsync(DBusConnection connection, string name)
    {
        await connection.ConnectAsync(CancellationToken.None);
        using var writer = connection.GetMessageWriter();
        writer.WriteMethodCallHeader(DBusConnection.Bus, DBusConnection.BusPath, DBusConnection.Bus, "RequestName", "su");
        writer.WriteString(name);
        writer.WriteUInt32(0);
        await connection.CallMethodAsync(writer.CreateMessage());
    }

    /// <summary>The next call of a method is answered by an error.</summary>
    public void FailNext(string method, string error, string message = "injected") =>
        Next(method, () => throw new DBusException(error, message));

    /// <summary>The next call of a method is not answered before a task completes.</summary>
    public void HoldNext(string method, Task until) => Next(method, () => until);

    /// <summary>Adds an object, or an interface to one, and tells of it.</summary>
    public FakeObject Add(string path, string @interface, Dictionary<string, VariantValue> properties)
    {
        FakeObject added;
        lock (_gate)
        {
            if (!_objects.TryGetValue(path, out var existing)) _objects[path] = existing = new FakeObject(path);
            added = existing;
            added.Interfaces[@interface] = properties;
        }

        using var writer = _connection.GetMessageWriter();
        writer.WriteSignalHeader(null, "/", BlueZNames.ObjectManager, "InterfacesAdded", "oa{sa{sv}}");
        writer.WriteObjectPath(path);
        WriteInterfaces(writer, new() { [@interface] = properties });
        Assert.True(_connection.TrySendMessage(writer.CreateMessage()));
        return added;
    }

    /// <summary>Removes an object with all below it, and tells of it.</summary>
    public void Remove(string path)
    {
        List<FakeObject> removed;
        lock (_gate)
        {
            removed = [.. _objects.Values.Where(each => each.Path == path || each.Path.StartsWith(path + "/", StringComparison.Ordinal))];
            foreach (var each in removed) _objects.Remove(each.Path);
        }

        foreach (var each in removed)
        {
            using var writer = _connection.GetMessageWriter();
            writer.WriteSignalHeader(null, "/", BlueZNames.ObjectManager, "InterfacesRemoved", "oas");
            writer.WriteObjectPath(each.Path);
            writer.WriteArray(each.Interfaces.Keys);
            Assert.True(_connection.TrySendMessage(writer.CreateMessage()));
        }
    }

    /// <summary>Sets properties, and tells of it.</summary>
    public void Set(string path, string @interface, Dictionary<string, VariantValue> changed, params string[] invalidated)
    {
        lock (_gate)
        {
            if (!_objects.TryGetValue(path, out var target) || !target.Interfaces.TryGetValue(@interface, out var properties)) return;
            foreach (var (name, value) in changed) properties[name] = value;
            foreach (var name in invalidated) properties.Remove(name);
        }

        SendChanged(path, @interface, changed, invalidated);
    }

    /// <summary>Tells of a change, whether or not it is so.</summary>
    public void SendChanged(string path, string @interface, Dictionary<string, VariantValue> changed, params string[] invalidated)
    {
        using var writer = _connection.GetMessageWriter();
        writer.WriteSignalHeader(null, path, BlueZNames.Properties, "PropertiesChanged", "sa{sv}as");
        writer.WriteString(@interface);
        writer.WriteDictionary(changed);
        writer.WriteArray(invalidated);
        _connection.TrySendMessage(writer.CreateMessage());
    }

    /// <summary>Tells why a device was disconnected.</summary>
    public void SendDisconnected(string device, string name, string message)
    {
        using var writer = _connection.GetMessageWriter();
        writer.WriteSignalHeader(null, device, BlueZNames.Device, "Disconnected", "ss");
        writer.WriteString(name);
        writer.WriteString(message);
        Assert.True(_connection.TrySendMessage(writer.CreateMessage()));
    }

    /// <summary>A property as it is.</summary>
    public VariantValue Get(string path, string @interface, string property)
    {
        lock (_gate) return _objects[path].Interfaces[@interface][property];
    }

    public bool Has(string path)
    {
        lock (_gate) return _objects.ContainsKey(path);
    }

    public async ValueTask HandleMethodAsync(MethodContext context)
    {
        var (path, member) = (context.Request.PathAsString!, context.Request.MemberAsString!);
        Calls.Enqueue($"{member} {path}");
        if (_faults.TryGetValue(member, out var faults) && faults.TryDequeue(out var fault)) await fault();
        switch (member)
        {
            case "GetManagedObjects":
                Reply(context, "a{oa{sa{sv}}}", WriteObjects);
                return;
            case "Get":
                var reader = context.Request.GetBodyReader();
                var (@interface, property) = (reader.ReadString(), reader.ReadString());
                Reply(context, "v", writer => writer.WriteVariant(Get(path, @interface, property)));
                return;
        }

        FakeObject? target;
        lock (_gate) target = _objects.GetValueOrDefault(path);
        if (target is null) throw new DBusException("org.freedesktop.DBus.Error.UnknownObject", path);
        if (target.Methods.TryGetValue(member, out var method)) await method(context);
        else if (member == "Set") Set(context);
    }

    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();

    internal static void Reply(MethodContext context, string? signature = null, Action<MessageWriter>? body = null)
    {
        using var writer = context.CreateReplyWriter(signature);
        body?.Invoke(writer);
        context.Reply(writer.CreateMessage());
    }

    private void Set(MethodContext context)
    {
        var reader = context.Request.GetBodyReader();
        var (@interface, property) = (reader.ReadString(), reader.ReadString());
        Set(context.Request.PathAsString!, @interface, new() { [property] = reader.ReadVariantValue() });
        Reply(context);
    }

    private static void WriteInterfaces(MessageWriter writer, Dictionary<string, Dictionary<string, VariantValue>> interfaces)
    {
        var start = writer.WriteDictionaryStart();
        foreach (var (name, properties) in interfaces)
        {
            writer.WriteDictionaryEntryStart();
            writer.WriteString(name);
            writer.WriteDictionary(properties);
        }

        writer.WriteDictionaryEnd(start);
    }

    private void WriteObjects(MessageWriter writer)
    {
        lock (_gate)
        {
            var start = writer.WriteDictionaryStart();
            foreach (var each in _objects.Values)
            {
                writer.WriteDictionaryEntryStart();
                writer.WriteObjectPath(each.Path);
                WriteInterfaces(writer, each.Interfaces);
            }

            writer.WriteDictionaryEnd(start);
        }
    }

    private void Next(string method, Func<Task> fault) => _faults.GetOrAdd(method, _ => []).Enqueue(fault);
}
