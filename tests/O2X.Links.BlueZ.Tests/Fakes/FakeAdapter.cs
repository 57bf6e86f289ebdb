using System.Collections.Concurrent;
using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.DBus;
using O2X.Simulator.Radio;

namespace O2X.Links.BlueZ.Tests.Fakes;

/// <summary>An adapter of the fake BlueZ. In its air are the dongles of a virtual radio, which it hears and connects to.</summary>
internal sealed class FakeAdapter : IScanSink
{
    private readonly FakeBlueZ _blueZ;
    private readonly VirtualRadio _air;
    private readonly ConcurrentDictionary<string, FakeDevice> _devices = [];
    private IAsyncDisposable? _scan;

    public FakeAdapter(FakeBlueZ blueZ, VirtualRadio air, string name = "hci0", string address = "00:AA:01:00:00:00", bool isOn = true)
    {
        _blueZ = blueZ;
        _air = air;
        Path = $"/org/bluez/{name}";
        var self = blueZ.Add(Path, BlueZNames.Adapter, new() { ["Address"] = address, ["Powered"] = isOn, ["Discovering"] = false });
        self.Methods["SetDiscoveryFilter"] = SetFilterAsync;
        self.Methods["StartDiscovery"] = StartAsync;
        self.Methods["StopDiscovery"] = StopAsync;
        self.Methods["RemoveDevice"] = RemoveAsync;
    }

    public string Path { get; }

    /// <summary>The filter of the last call.</summary>
    public Dictionary<string, VariantValue> Filter { get; private set; } = [];

    public bool IsDiscovering => _scan is not null;

    public int OpenLinks => _devices.Values.Count(device => device.IsConnected);

    /// <summary>Whether the services of devices are those of the devices, or what is left of others.</summary>
    public bool RemembersOtherServices { get; set; }

    /// <summary>How its devices are paired with; null: not at all.</summary>
    public FakePairing? Pairing { get; set; }

    /// <summary>Whether services are never found.</summary>
    public bool HoldsResolving { get; set; }

    /// <summary>What BlueZ says when a device is disconnected; null: nothing, as 5.66 does.</summary>
    public (string Name, string Message)? DisconnectReason { get; set; }

    public FakeDevice Device(string address) => _devices[address];

    /// <summary>The links end, as they do first when it is switched off.</summary>
    public void DropLinks()
    {
        foreach (var device in _devices.Values) device.Disconnected();
    }

    /// <summary>What newer versions of BlueZ say of how far it is with switching on or off.</summary>
    public void SetPowerState(string state) => _blueZ.Set(Path, BlueZNames.Adapter, new() { ["PowerState"] = state });

    public void Power(bool isOn)
    {
        if (!isOn)
        {
            DropLinks();
            _ = StopAsync();
        }

        _blueZ.Set(Path, BlueZNames.Adapter, new() { ["Powered"] = isOn });
    }

    public void Unplug()
    {
        Power(false);
        _blueZ.Remove(Path);
    }

    public void OnSighting(Sighting sighting)
    {
        var isNew = false;
        var device = _devices.GetOrAdd(sighting.Address, _ =>
        {
            isNew = true;
            return new FakeDevice(_blueZ, this, _air, sighting);
        });
        if (isNew) device.Appear();
        else device.Heard(sighting);
    }

    public void OnEnded(LinkFault fault)
    {
    }

    private Task SetFilterAsync(MethodContext context)
    {
        Filter = context.Request.GetBodyReader().ReadDictionaryOfStringToVariantValue();
        FakeBlueZ.Reply(context);
        return Task.CompletedTask;
    }

    private async Task StartAsync(MethodContext context)
    {
        if (_scan is not null) throw new DBusException("org.bluez.Error.InProgress", "Operation already in progress");
        _scan = await _air.StartScanAsync(ScanFilter.Any, this, default);
        FakeBlueZ.Reply(context);
    }

    private async Task StopAsync(MethodContext context)
    {
        if (_scan is null) throw new DBusException("org.bluez.Error.Failed", "No discovery started");
        await StopAsync();
        FakeBlueZ.Reply(context);
    }

    private async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _scan, null) is { } scan) await scan.DisposeAsync();
        // As bluetoothd does: the RSSI goes with the discovery.
        foreach (var device in _devices.Values) device.Fade();
    }

    private Task RemoveAsync(MethodContext context)
    {
        var path = context.Request.GetBodyReader().ReadObjectPathAsString();
        RemembersOtherServices = false;
        foreach (var device in _devices.Values.Where(device => device.Path == path))
        {
            device.Disconnected();
            _devices.TryRemove(device.Address, out _);
        }

        _blueZ.Remove(path);
        FakeBlueZ.Reply(context);
        return Task.CompletedTask;
    }
}
