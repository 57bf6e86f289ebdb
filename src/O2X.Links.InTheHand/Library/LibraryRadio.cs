using O2X.Links.InTheHand.Radio;
using Lib = global::InTheHand.Bluetooth;

namespace O2X.Links.InTheHand.Library;

/// <summary>The library's one radio.</summary>
internal sealed class LibraryRadio : IRadio
{
    public bool PairsFirst => OperatingSystem.IsLinux();

    public bool TellsOnce => OperatingSystem.IsIOS() || OperatingSystem.IsMacCatalyst() || OperatingSystem.IsMacOS();

    public Task<bool> IsAvailableAsync() => Lib.Bluetooth.GetAvailabilityAsync();

    public IDisposable WatchAvailability(Action changed)
    {
        EventHandler handler = (_, _) => changed();
        Lib.Bluetooth.AvailabilityChanged += handler;
        return new Undo(() => Lib.Bluetooth.AvailabilityChanged -= handler);
    }

    public async Task<IDisposable?> StartScanAsync(Action<Advert> heard)
    {
        EventHandler<Lib.BluetoothAdvertisingEvent> handler = (_, advert) =>
        {
            if (AdvertOf(advert) is { } known) heard(known);
        };
        Lib.Bluetooth.AdvertisementReceived += handler;
        Lib.BluetoothLEScan? scan = null;
        try
        {
            scan = await Lib.Bluetooth.RequestLEScanAsync(
                new Lib.BluetoothLEScanOptions { AcceptAllAdvertisements = true, KeepRepeatedDevices = true }).ConfigureAwait(false);
        }
        finally
        {
            // Null is what it gives where Bluetooth is off.
            if (scan is null) Lib.Bluetooth.AdvertisementReceived -= handler;
        }

        return scan is null ? null : new Undo(() =>
        {
            Lib.Bluetooth.AdvertisementReceived -= handler;
            scan.Stop();
        });
    }

    public async Task<IPeripheral?> FindAsync(string address) =>
        await Lib.BluetoothDevice.FromIdAsync(address).ConfigureAwait(false) is { } device ? new LibraryPeripheral(device) : null;

    // The properties are read from the system's objects only now, and may throw on its thread.
    private static Advert? AdvertOf(Lib.BluetoothAdvertisingEvent advert)
    {
        try
        {
            // Windows gives no device where it could not look it up.
            return advert.Device is not { } device ? null : new Advert(
                new LibraryPeripheral(device), device.Id, advert.Name, advert.Rssi, [.. advert.Uuids.Select(uuid => uuid.Value)], advert.ManufacturerData);
        }
        catch (Exception)
        {
            return null;
        }
    }

    /// <summary>Takes something back.</summary>
    internal sealed class Undo(Action undo) : IDisposable
    {
        private Action? _undo = undo;

        public void Dispose() => Interlocked.Exchange(ref _undo, null)?.Invoke();
    }
}
