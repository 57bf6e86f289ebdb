using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;
using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.DBus;
using O2X.Simulator.Radio;
using O2X.Vehicles.OpenLink;

namespace O2X.Links.BlueZ.Tests.Fakes;

/// <summary>A device of the fake BlueZ: a dongle of a virtual radio.</summary>
internal sealed class FakeDevice(FakeBlueZ blueZ, FakeAdapter adapter, VirtualRadio air, Sighting sighting) : ILinkSink
{
    private static readonly (Guid Uuid, string[] Flags)[] Characteristics =
    [
        (OpenLinkUuids.Profile, ["read"]),
        (OpenLinkUuids.VinProof, ["read", "write"]),
        (OpenLinkUuids.Information, ["read", "notify"]),
        (OpenLinkUuids.Measurements, ["read", "notify"]),
    ];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Socket> _sockets = [];
    private readonly HashSet<string> _signalled = [];
    private Sighting _sighting = sighting;
    private IGattLink? _link;

    public string Address => _sighting.Address;

    public string Path { get; } = BlueZNames.DevicePath(adapter.Path, sighting.Address);

    public bool IsConnected => _link is not null;

    public void Appear()
    {
        var properties = Advertised(_sighting);
        properties["Address"] = Address;
        properties["Connected"] = false;
        properties["Paired"] = false;
        properties["Bonded"] = false;
        properties["ServicesResolved"] = false;
        properties["Adapter"] = VariantValue.ObjectPath(adapter.Path);
        properties["UUIDs"] = _sighting.ServiceUuids.Select(uuid => uuid.ToString()).ToArray();
        var self = blueZ.Add(Path, BlueZNames.Device, properties);
        self.Methods["Connect"] = ConnectAsync;
        self.Methods["Disconnect"] = DisconnectAsync;
        self.Methods["Pair"] = context => adapter.Pairing!.PairAsync(Path, context);
        self.Methods["CancelPairing"] = context => adapter.Pairing!.CancelAsync(Path, context);
    }

    public void Heard(Sighting heard)
    {
        _sighting = heard;
        blueZ.Set(Path, BlueZNames.Device, Advertised(heard));
    }

    public void Fade() => blueZ.Set(Path, BlueZNames.Device, [], "RSSI");

    /// <summary>The link ends, by whomsoever.</summary>
    public void Disconnected()
    {
        IGattLink? link;
        lock (_gate)
        {
            (link, _link) = (_link, null);
            foreach (var socket in _sockets.Values) socket.Dispose();
            _sockets.Clear();
            _signalled.Clear();
        }

        if (link is null) return;
        _ = link.DisposeAsync().AsTask();
        if (adapter.DisconnectReason is { } reason) blueZ.SendDisconnected(Path, reason.Name, reason.Message);
        blueZ.Set(Path, BlueZNames.Device, new() { ["ServicesResolved"] = false, ["Connected"] = false });
        blueZ.Remove($"{Path}/service0001");
    }

    /// <summary>BlueZ hangs up a notification's socket, and nothing else happens.</summary>
    public void HangUp()
    {
        lock (_gate)
        {
            foreach (var socket in _sockets.Values) socket.Dispose();
            _sockets.Clear();
        }
    }

    bool ILinkSink.TryWrite(ReadOnlySpan<byte> packet, long timestamp)
    {
        lock (_gate)
        {
            var path = PathOf(packet[0] % 16 == 1 ? OpenLinkUuids.Information : OpenLinkUuids.Measurements);
            if (_sockets.TryGetValue(path, out var socket)) Send(socket, packet);
            else if (_signalled.Contains(path)) blueZ.Set(path, BlueZNames.GattCharacteristic, new() { ["Value"] = packet.ToArray() });
        }

        return true;
    }

    ValueTask<bool> ILinkSink.DrainedAsync(CancellationToken cancellationToken) => ValueTask.FromResult(true);

    void ILinkSink.OnClosed(LinkFault fault) => Disconnected();

    private static void Send(Socket socket, ReadOnlySpan<byte> packet)
    {
        try
        {
            socket.Send(packet);
        }
        catch (SocketException)
        {
            // The other end was closed; bluetoothd does not mind either.
        }
    }

    private static Dictionary<string, VariantValue> Advertised(Sighting heard)
    {
        Dictionary<string, VariantValue> properties = new() { ["RSSI"] = (short)heard.Rssi!.Value };
        if (heard.Name is { } name) properties["Name"] = name;
        if (heard.Company is { } company)
            properties["ManufacturerData"] = VariantValue.Dict(new Dictionary<ushort, VariantValue> { [company] = heard.ManufacturerData.ToArray() });
        return properties;
    }

    private string PathOf(Guid characteristic) =>
        $"{Path}/service0001/char{2 + (3 * Array.FindIndex(Characteristics, each => each.Uuid == characteristic)):x4}";

    private async Task ConnectAsync(MethodContext context)
    {
        var link = (IGattLink)await air.ConnectAsync(_sighting, this, default);
        lock (_gate) _link = link;
        blueZ.Set(Path, BlueZNames.Device, new() { ["Connected"] = true });
        FakeBlueZ.Reply(context);
        if (!adapter.HoldsResolving) Resolve();
    }

    private void Resolve()
    {
        var service = adapter.RemembersOtherServices ? Guid.Empty : OpenLinkUuids.Service;
        blueZ.Add($"{Path}/service0001", BlueZNames.GattService, new() { ["UUID"] = service.ToString(), ["Primary"] = true });
        foreach (var (uuid, flags) in Characteristics)
        {
            var self = blueZ.Add(PathOf(uuid), BlueZNames.GattCharacteristic, new() { ["UUID"] = uuid.ToString(), ["Flags"] = flags, ["Notifying"] = false });
            self.Methods["ReadValue"] = context => ReadAsync(context, uuid);
            self.Methods["WriteValue"] = context => WriteAsync(context, uuid);
            self.Methods["AcquireNotify"] = context => AcquireAsync(context, uuid);
            self.Methods["StartNotify"] = context => StartNotifyAsync(context, uuid);
        }

        blueZ.Set(Path, BlueZNames.Device, new() { ["ServicesResolved"] = true });
    }

    private Task DisconnectAsync(MethodContext context)
    {
        Disconnected();
        FakeBlueZ.Reply(context);
        return Task.CompletedTask;
    }

    private async Task ReadAsync(MethodContext context, Guid uuid)
    {
        var value = await AskAsync(link => link.ReadAsync(uuid, default));
        FakeBlueZ.Reply(context, "ay", writer => writer.WriteArray(value));
    }

    private async Task WriteAsync(MethodContext context, Guid uuid)
    {
        var value = context.Request.GetBodyReader().ReadArrayOfByte();
        await AskAsync(async link =>
        {
            await link.WriteAsync(uuid, value, default);
            return true;
        });
        FakeBlueZ.Reply(context);
    }

    private async Task AcquireAsync(MethodContext context, Guid uuid)
    {
        var (ours, theirs) = SocketPair.Create();
        lock (_gate) _sockets[PathOf(uuid)] = ours;
        await AskAsync(async link =>
        {
            await link.SubscribeAsync(uuid, default);
            return true;
        });
        FakeBlueZ.Reply(context, "hq", writer =>
        {
            writer.WriteHandle(theirs);
            writer.WriteUInt16(247);
        });
    }

    private async Task StartNotifyAsync(MethodContext context, Guid uuid)
    {
        lock (_gate) _signalled.Add(PathOf(uuid));
        FakeBlueZ.Reply(context);
        await AskAsync(async link =>
        {
            await link.SubscribeAsync(uuid, default);
            return true;
        });
    }

    private async Task<T> AskAsync<T>(Func<IGattLink, Task<T>> ask)
    {
        try
        {
            return await ask(_link ?? throw new DBusException("org.bluez.Error.NotConnected", "Not Connected"));
        }
        catch (LinkException problem)
        {
            throw new DBusException("org.bluez.Error.Failed", problem.Fault.Code is { } code ? $"Operation failed with ATT error: 0x{code:x2}" : problem.Message);
        }
    }
}
