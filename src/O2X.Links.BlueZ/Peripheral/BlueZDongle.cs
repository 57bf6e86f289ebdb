using System.Threading.Channels;
using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.Central;
using O2X.Links.BlueZ.DBus;
using O2X.Vehicles;
using O2X.Vehicles.Can;
using O2X.Vehicles.OpenLink;
using O2X.Vehicles.OpenLink.Serving;

namespace O2X.Links.BlueZ.Peripheral;

/// <summary>
/// A dongle of the open link on a Linux machine: serves the profile through BlueZ to several centrals at a time, for as long as it lives.
/// Adapter, bluetoothd and the bus may come and go; it serves whenever they are there.
/// </summary>
/// <remarks>
/// The adapter should be the dongle's own: devices that were connected before, have classic Bluetooth or, with an open dongle, are paired are
/// let alone, but any other that connects is taken for a central. Safe for use by several threads; no call blocks.
/// </remarks>
public sealed class BlueZDongle : IBlueZListener, IAsyncDisposable
{
    private const int MostNotices = 256;

    private readonly Channel<DongleNotice> _notices =
        Channel.CreateBounded<DongleNotice>(new BoundedChannelOptions(MostNotices) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly BlueZBus _bus;
    private readonly ServingLoop _serving;
    private readonly Registrar _registrar;
    private readonly CentralWatch _centrals;
    private readonly IDisposable _listening;
    private long _refused;

    /// <summary>Begins to serve as soon as BlueZ and the adapter are there.</summary>
    /// <param name="vin">The vehicle.</param>
    /// <param name="options">How; null: the defaults.</param>
    /// <param name="clock">The clock of rates and waits; null: the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public BlueZDongle(Vin vin, BlueZDongleOptions? options = null, TimeProvider? clock = null)
    {
        options ??= new BlueZDongleOptions();
        clock ??= TimeProvider.System;
        _serving = new ServingLoop(vin, options.Server, clock, Act);
        _centrals = new CentralWatch(options.Server.Secured);
        _bus = new BlueZBus(options.BlueZ.BusAddress ?? DBusAddress.System ?? "", clock);
        _registrar = new Registrar(_bus, options.BlueZ.Adapter, new Rfkill(), new GattApplication(_serving, OnSpeaks), options.Server.Secured, clock, Tell)
        {
            Beginning = adapter => _centrals.Begin(adapter, _bus.Objects),
        };
        _listening = _bus.Listen(this);
        _registrar.Start();
        _serving.Begin();
    }

    /// <summary>What happens, for people; the oldest are let go when nobody reads. Completes when the dongle has ended.</summary>
    public ChannelReader<DongleNotice> Notices => _notices.Reader;

    /// <summary>How many centrals are connected and may stay.</summary>
    public int Centrals => _serving.Centrals;

    /// <summary>What was done so far.</summary>
    public OpenLinkServerCounters Counters => _serving.Counters;

    /// <summary>Packets that the bus did not take: bluetoothd does not read.</summary>
    public long PacketsRefused => Interlocked.Read(ref _refused);

    /// <summary>Tells what is known of the vehicle now; the newest counts, and ages by itself.</summary>
    public void Tell(in OpenLinkInformation information, in OpenLinkMeasurements measurements) => _serving.Tell(information, measurements);

    /// <summary>Tells a frame of the vehicle's bus that came just now.</summary>
    public void Tell(in CanFrame frame) => _serving.Tell(frame);

    /// <summary>Ends it: nothing is advertised or served any more.</summary>
    public async ValueTask DisposeAsync()
    {
        _serving.Dispose();
        _listening.Dispose();
        await _registrar.DisposeAsync().ConfigureAwait(false);
        await _bus.DisposeAsync().ConfigureAwait(false);
        _notices.Writer.TryComplete();
    }

    void IBlueZListener.OnChange(in ObjectChange change)
    {
        if (change.Kind == ChangeKind.Reset)
        {
            _centrals.End();
            _serving.DisconnectAll();
            _registrar.Forget();
        }
        else if (change.Interface is BlueZNames.Adapter or BlueZNames.AdvertisingManager or BlueZNames.GattManager)
        {
            if (change.Path == _registrar.Adapter && change.Properties.ContainsKey("Address")) _serving.AddressChanged();
            foreach (var central in _centrals.LookAtWindow(_bus.Objects)) Came(central);
            _registrar.Wake();
        }
        else
        {
            switch (_centrals.Look(in change, _bus.Objects))
            {
                case CentralChange.Came:
                    Came(change.Path);
                    break;
                case CentralChange.Left:
                    _serving.Disconnect(change.Path);
                    Tell(new(DongleNoticeKind.CentralDisconnected, AddressOf(change.Path)));
                    break;
            }
        }
    }

    private void Came(string device)
    {
        _serving.Connect(device);
        Tell(new(DongleNoticeKind.CentralConnected, AddressOf(device)));
    }

    private void OnSpeaks(string device)
    {
        if (_centrals.Speaks(device)) Tell(new(DongleNoticeKind.CentralConnected, AddressOf(device)));
    }

    private void Act(ServerAction action)
    {
        switch (action)
        {
            case ServerAction.Advertise advertise:
                _registrar.Carry(advertise.Tag);
                break;
            case ServerAction.Notify notify:
                if (_bus.Connection is not { } connection || !GattApplication.Notify(connection, notify.Characteristic, notify.Packet))
                    Interlocked.Increment(ref _refused);
                break;
            case ServerAction.Drop drop:
                Tell(new(DongleNoticeKind.CentralDropped, AddressOf(drop.Central), drop.Reason == DropReason.Full ? "there are as many as there may be" : "it neither asked for the VIN proof nor subscribed"));
                _ = DropAsync(drop.Central);
                break;
        }
    }

    private async Task DropAsync(string device)
    {
        try
        {
            await _bus.CallAsync(BlueZCall.Disconnect(device)).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is DBusException or TimeoutException or DBusConnectionClosedException)
        {
            // It is gone already, or is asked for again.
        }
    }

    private void Tell(DongleNotice notice) => _notices.Writer.TryWrite(notice);

    // Of the path, which holds it: a device that is gone has no properties.
    private static string AddressOf(string device) => device[(device.LastIndexOf("/dev_", StringComparison.Ordinal) + "/dev_".Length)..].Replace('_', ':');
}
