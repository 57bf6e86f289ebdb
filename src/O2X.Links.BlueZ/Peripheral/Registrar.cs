using System.Threading.Channels;
using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.Central;
using O2X.Links.BlueZ.DBus;
using O2X.Links.BlueZ.Pairing;
using O2X.Vehicles.OpenLink;

namespace O2X.Links.BlueZ.Peripheral;

/// <summary>
/// Keeps the dongle registered at BlueZ: looks whenever something may have changed at what is there and what should be, and does what is
/// missing. Whatever fails is tried again, less and less often.
/// </summary>
internal sealed class Registrar(BlueZBus bus, string? wanted, Rfkill rfkill, GattApplication application, bool isSecured, TimeProvider clock, Action<DongleNotice> tell)
    : IAsyncDisposable
{
    private const string PrivacyAdvice =
        "Its address is fixed: whoever hears it can follow the vehicle, unless Privacy = device is set in the section [General] of /etc/bluetooth/main.conf.";

    private static readonly TimeSpan _firstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longestWait = TimeSpan.FromSeconds(60);

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private AdvertTag? _tag;
    private AdvertObject? _advert;
    private DBusConnection? _served;
    private string? _adapter;
    private AdvertTag? _advertised;
    private TransportState? _told;
    private TimeSpan _wait = _firstWait;
    private Task? _running;
    private long _epoch;

    /// <summary>Is called before the dongle serves on an adapter.</summary>
    public required Action<string> Beginning { get; init; }

    /// <summary>The adapter that the dongle is on; null: none.</summary>
    public string? Adapter
    {
        get
        {
            lock (_gate) return _adapter;
        }
    }

    /// <summary>Begins.</summary>
    public void Start()
    {
        _advert = new AdvertObject(Released);
        _running = Task.Run(RunAsync);
        Wake();
    }

    /// <summary>Something may have changed.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Another tag is to be advertised.</summary>
    public void Carry(AdvertTag tag)
    {
        lock (_gate) _tag = tag;
        Wake();
    }

    /// <summary>What was registered is not any more: bluetoothd or the adapter went.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            (_adapter, _advertised) = (null, null);
            _epoch++;
        }

        Wake();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        if (_running is not null) await _running.ConfigureAwait(false);
        if (Adapter is { } adapter)
        {
            await TryAsync(PeripheralCalls.UnregisterAdvertisement(adapter, AdvertObject.AdvertPath)).ConfigureAwait(false);
            await TryAsync(PeripheralCalls.UnregisterApplication(adapter, GattApplication.ApplicationPath)).ConfigureAwait(false);
        }
    }

    private void Released()
    {
        lock (_gate)
        {
            _advertised = null;
            _epoch++;
        }

        Wake();
    }

    private async Task RunAsync()
    {
        try
        {
            await bus.Known.WaitAsync(_stop.Token).ConfigureAwait(false);
            while (await _wake.Reader.WaitToReadAsync(_stop.Token).ConfigureAwait(false))
            {
                _wake.Reader.TryRead(out _);
                if (await ReconcileAsync().ConfigureAwait(false)) _wait = _firstWait;
                else _ = WakeLaterAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // It was ended.
        }
    }

    private async Task WakeLaterAsync()
    {
        var wait = _wait;
        _wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, _longestWait.Ticks));
        await Task.Delay(wait, clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Wake();
    }

    /// <summary>Does what is missing. Returns whether nothing is to be tried again.</summary>
    private async Task<bool> ReconcileAsync()
    {
        var situation = AdapterAssessment.Assess(bus.Condition, bus.Objects, wanted, rfkill);
        if (situation is not { State.Availability: Availability.On, Path: { } path } || bus.Connection is not { } connection)
        {
            lock (_gate) (_adapter, _advertised) = (null, null);
            if (situation.State.Availability != Availability.On) TellOnce(situation.State);
            return true;
        }

        _told = null;
        try
        {
            if (!bus.Objects.Has(path, BlueZNames.AdvertisingManager) || !bus.Objects.Has(path, BlueZNames.GattManager))
                throw new LinkException(PeripheralFaults.Lacking(AdapterAssessment.NameOf(path)));
            if (isSecured) await MakeNoBondsAsync(path).ConfigureAwait(false);
            await ServeAsync(connection, path).ConfigureAwait(false);
            await AdvertiseAsync(path).ConfigureAwait(false);
            return true;
        }
        catch (Exception problem) when (problem is LinkException or DBusException or TimeoutException or DBusConnectionClosedException)
        {
            var fault = problem is LinkException known ? known.Fault : PeripheralFaults.Of(problem);
            tell(new(DongleNoticeKind.Refused, AdapterAssessment.NameOf(path), fault.Detail, fault.Advice));
            return false;
        }
    }

    /// <summary>Closes an adapter that is open to new bonds by the way, now or later; a pairing window is let be.</summary>
    private async Task MakeNoBondsAsync(string path)
    {
        if (!PairableState.Of(bus.Objects, path).IsWithoutEnd) return;
        try
        {
            await bus.CallAsync(PeripheralCalls.SetAdapter(path, PairableState.Pairable, false), _stop.Token).ConfigureAwait(false);
        }
        catch (DBusException problem) when (problem.ErrorName == BlueZErrors.Busy)
        {
            // BlueZ is changing it itself, and tells when it has.
        }
    }

    private async Task ServeAsync(DBusConnection connection, string path)
    {
        if (_served != connection)
        {
            connection.AddMethodHandler(application);
            connection.AddMethodHandler(_advert!);
            _served = connection;
            lock (_gate) (_adapter, _advertised) = (null, null);
        }

        long epoch;
        lock (_gate)
        {
            if (_adapter == path) return;
            epoch = _epoch;
        }

        Beginning(path);
        await AgainAsync(PeripheralCalls.RegisterApplication(path, GattApplication.ApplicationPath)).ConfigureAwait(false);
        lock (_gate)
        {
            // What went in the meantime is registered anew with the next look.
            if (epoch == _epoch) _adapter = path;
        }
    }

    private async Task AdvertiseAsync(string path)
    {
        AdvertTag? tag;
        long epoch;
        lock (_gate)
        {
            if (_tag is null || _tag == _advertised) return;
            (tag, epoch) = (_tag, _epoch);
        }

        // What stood before the adapter was off may or may not stand still.
        await TryAsync(PeripheralCalls.UnregisterAdvertisement(path, AdvertObject.AdvertPath)).ConfigureAwait(false);
        _advert!.Carry(tag.Value);
        await AgainAsync(PeripheralCalls.RegisterAdvertisement(path, AdvertObject.AdvertPath)).ConfigureAwait(false);
        lock (_gate)
        {
            if (epoch != _epoch) return;
            _advertised = tag;
        }

        var address = bus.Objects.Text(path, BlueZNames.Adapter, "Address");
        var isFixed = bus.Objects.Text(path, BlueZNames.Adapter, "AddressType") == "public";
        tell(new(DongleNoticeKind.Advertising, AdapterAssessment.NameOf(path), address, isFixed ? PrivacyAdvice : null));
    }

    /// <summary>Registers; what stands already is fine.</summary>
    private async Task AgainAsync(BlueZCall call)
    {
        try
        {
            await bus.CallAsync(call, _stop.Token).ConfigureAwait(false);
        }
        catch (DBusException problem) when (problem.ErrorName == BlueZErrors.AlreadyExists)
        {
            // It was registered before, by this connection: another one has its own.
        }
    }

    private async Task TryAsync(BlueZCall call)
    {
        try
        {
            await bus.CallAsync(call).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is DBusException or TimeoutException or DBusConnectionClosedException)
        {
            // There was nothing to end, or nobody to end it.
        }
    }

    private void TellOnce(TransportState state)
    {
        if (state == _told) return;
        _told = state;
        tell(new(DongleNoticeKind.AdapterUnusable, Detail: state.Detail, Advice: state.Advice));
    }
}
