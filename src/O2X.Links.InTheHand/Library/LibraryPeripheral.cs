using O2X.Links.InTheHand.Radio;
using Lib = global::InTheHand.Bluetooth;

namespace O2X.Links.InTheHand.Library;

/// <summary>The library's device.</summary>
internal sealed class LibraryPeripheral(Lib.BluetoothDevice device) : IPeripheral
{
    private readonly Lock _gate = new();
    private Action? _lost;

    public event Action? Lost
    {
        add
        {
            lock (_gate)
            {
                if (_lost is null) device.GattServerDisconnected += Tell;
                _lost += value;
            }
        }

        remove
        {
            lock (_gate)
            {
                _lost -= value;
                if (_lost is null) device.GattServerDisconnected -= Tell;
            }
        }
    }

    public bool IsConnected => device.Gatt.IsConnected;

    public Task ConnectAsync() => device.Gatt.ConnectAsync();

    public void Disconnect() => device.Gatt.Disconnect();

    public async Task<IReadOnlyList<RemoteService>> DiscoverAsync()
    {
        List<RemoteService> found = [];
        foreach (var service in await device.Gatt.GetPrimaryServicesAsync().ConfigureAwait(false))
        {
            var characteristics = await service.GetCharacteristicsAsync().ConfigureAwait(false);
            found.Add(new RemoteService(
                service.Uuid.Value, IsPrimary: true, [.. characteristics.Select(characteristic => new LibraryCharacteristic(characteristic))]));
        }

        return found;
    }

    private void Tell(object? sender, EventArgs e)
    {
        Action? lost;
        lock (_gate) lost = _lost;
        lost?.Invoke();
    }
}
