using O2X.Links.Gatt;
using O2X.Links.InTheHand.Radio;
using O2X.Simulator;
using O2X.Vehicles.OpenLink;

namespace O2X.Links.InTheHand.Tests;

/// <summary>The library as it would be in front of the simulator's radio.</summary>
internal sealed class SimulatedLibrary(SimulatedWorld world) : IRadio
{
    private Action? _changed;
    private bool _isOn = true;

    public bool PairsFirst => false;

    public bool TellsOnce => false;

    /// <summary>Switches the radio: its links end first, then the library tells that it is off.</summary>
    public void Power(bool on)
    {
        _isOn = on;
        world.Radio.Power(on);
        _changed?.Invoke();
    }

    public Task<bool> IsAvailableAsync() => Task.FromResult(_isOn);

    public IDisposable WatchAvailability(Action changed)
    {
        _changed = changed;
        return new Undo(() => _changed = null);
    }

    public async Task<IDisposable?> StartScanAsync(Action<Advert> heard)
    {
        var scan = await world.Radio.StartScanAsync(ScanFilter.Any, new Ear(this, heard), default);
        return new Undo(() => scan.DisposeAsync().AsTask());
    }

    public Task<IPeripheral?> FindAsync(string address) => Task.FromResult<IPeripheral?>(new Peripheral(world, new Sighting(address, 0)));

    private sealed class Ear(SimulatedLibrary library, Action<Advert> heard) : IScanSink
    {
        public void OnSighting(Sighting sighting) => heard(new Advert(
            library.PeripheralOf(sighting), sighting.Address, sighting.Name, sighting.Rssi ?? 0, sighting.ServiceUuids,
            sighting.Company is { } company
                ? new Dictionary<ushort, byte[]> { [company] = sighting.ManufacturerData.ToArray() }
                : new Dictionary<ushort, byte[]>()));

        public void OnEnded(LinkFault fault)
        {
            // The library does not tell.
        }
    }

    private Peripheral PeripheralOf(Sighting sighting) => new(world, sighting);

    private sealed class Peripheral(SimulatedWorld world, Sighting sighting) : IPeripheral, ILinkSink
    {
        private readonly Dictionary<int, Action<byte[]?>> _listeners = [];
        private IGattLink? _link;

        public event Action? Lost;

        public bool IsConnected => _link is not null;

        public async Task ConnectAsync() => _link = (IGattLink)await world.Radio.ConnectAsync(sighting, this, default);

        public void Disconnect()
        {
            _link?.DisposeAsync().AsTask();
            _link = null;
            // As the library does.
            Lost?.Invoke();
        }

        public Task<IReadOnlyList<RemoteService>> DiscoverAsync() => Task.FromResult<IReadOnlyList<RemoteService>>(
        [
            new RemoteService(OpenLinkUuids.Service, IsPrimary: true,
            [
                new Characteristic(this, OpenLinkUuids.Profile, GattFlags.Read, 0),
                new Characteristic(this, OpenLinkUuids.VinProof, GattFlags.Read | GattFlags.Write, 0),
                new Characteristic(this, OpenLinkUuids.Information, GattFlags.Read | GattFlags.Notify, 1),
                new Characteristic(this, OpenLinkUuids.Measurements, GattFlags.Read | GattFlags.Notify, 2),
            ]),
        ]);

        public bool TryWrite(ReadOnlySpan<byte> packet, long timestamp)
        {
            if (_listeners.TryGetValue(packet[0] & 0xF, out var listener)) listener(packet.ToArray());
            return true;
        }

        public ValueTask<bool> DrainedAsync(CancellationToken cancellationToken) => ValueTask.FromResult(true);

        public void OnClosed(LinkFault fault)
        {
            _link = null;
            Lost?.Invoke();
        }

        private sealed class Characteristic(Peripheral device, Guid uuid, GattFlags flags, int packetType) : IRemoteCharacteristic
        {
            public Guid Uuid => uuid;

            public GattFlags Flags => flags;

            public async Task<byte[]?> ReadAsync() => await device._link!.ReadAsync(uuid, default);

            public Task WriteAsync(byte[] value) => device._link!.WriteAsync(uuid, value, default);

            public IDisposable Listen(Action<byte[]?> notified)
            {
                device._listeners.Add(packetType, notified);
                return new Undo(() => device._listeners.Remove(packetType));
            }

            public Task StartNotificationsAsync() => device._link!.SubscribeAsync(uuid, default);

            public Task<IReadOnlyList<IRemoteValue>> DescriptorsAsync() => Task.FromResult<IReadOnlyList<IRemoteValue>>([]);
        }
    }
}
