using O2X.Links.InTheHand.Radio;
using O2X.Links.Time;
using O2X.Vehicles.OpenLink;

namespace O2X.Links.InTheHand;

/// <summary>
/// One scan. The library's filters do nothing on most systems, so that what it hears is sifted here; where it tells of a device once
/// only, its scan is begun anew now and then.
/// </summary>
internal sealed class InTheHandScan : IOpened
{
    internal static readonly TimeSpan Anew = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly IRadio _radio;
    private readonly BoundedCalls _calls;
    private readonly TimeProvider _clock;
    private readonly ScanFilter _filter;
    private readonly IScanSink _sink;
    private readonly Action<Sighting, IPeripheral> _sighted;
    private IDisposable? _running;
    private ITimer? _timer;
    private Task _restarting = Task.CompletedTask;
    private Task _stopping = Task.CompletedTask;
    private bool _isRestarting;
    private bool _ended;

    public InTheHandScan(
        IRadio radio, BoundedCalls calls, TimeProvider clock, ScanFilter filter, IScanSink sink, Action<Sighting, IPeripheral> sighted)
    {
        (_radio, _calls, _clock, _filter, _sink, _sighted) = (radio, calls, clock, filter, sink, sighted);
    }

    public event Action<IOpened>? Closed;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await RunAsync(cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            if (_radio.TellsOnce && !_ended)
                _timer = _clock.CreateTimer(static self => ((InTheHandScan)self!).Restart(), this, Anew, Anew);
        }
    }

    public void End(LinkFault fault) => Stop(() => _sink.OnEnded(fault));

    public async ValueTask DisposeAsync()
    {
        Stop(static () => { });
        await _restarting.ConfigureAwait(false);
        await _stopping.ConfigureAwait(false);
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var running = await _calls.RunAsync(
            "Starting the scan", () => _radio.StartScanAsync(Hear), cancellationToken, static late => late?.Dispose()).ConfigureAwait(false);
        if (running is null) throw new LinkException(LinkLossReason.AdapterOff, "Bluetooth cannot scan now.", "Switch Bluetooth on, and allow the app to use it.");
        lock (_gate)
        {
            if (!_ended)
            {
                _running = running;
                return;
            }
        }

        await StopAsync(running).ConfigureAwait(false);
        throw new LinkException(LinkLossReason.AdapterOff, "The scan ended while it was being started.");
    }

    private void Restart()
    {
        IDisposable? old;
        lock (_gate)
        {
            if (_ended || _isRestarting) return;
            _isRestarting = true;
            (old, _running) = (_running, null);
        }

        _restarting = RestartAsync(old);
    }

    private async Task RestartAsync(IDisposable? old)
    {
        try
        {
            await StopAsync(old).ConfigureAwait(false);
            await RunAsync(_ending.Token).ConfigureAwait(false);
            lock (_gate) _isRestarting = false;
        }
        catch (LinkException e)
        {
            End(e.Fault);
        }
        catch (OperationCanceledException)
        {
            // Stopped meanwhile.
        }
    }

    private void Stop(Action tell)
    {
        lock (_gate)
        {
            if (_ended) return;
            _ended = true;
            _timer?.Dispose();
            tell();
            _stopping = StopAsync(_running);
            _running = null;
        }

        _ending.Cancel();
        Closed?.Invoke(this);
    }

    // The library calls back on any thread, and also after it was stopped.
    private void Hear(Advert advert)
    {
        lock (_gate)
        {
            if (_ended || !IsSought(advert)) return;
            var sighting = SightingOf(advert);
            _sighted(sighting, advert.Device);
            _sink.OnSighting(sighting);
        }
    }

    private bool IsSought(Advert advert) =>
        advert.Address.Length > 0 && (_filter.ServiceUuids.Count == 0 || _filter.ServiceUuids.Any(advert.Services.Contains));

    private Sighting SightingOf(Advert advert)
    {
        var sighting = new Sighting(advert.Address, _clock.GetTicks())
        {
            Name = string.IsNullOrEmpty(advert.Name) ? null : advert.Name,
            // 0 and 127 stand for "not known", -127 for "out of range".
            Rssi = advert.Rssi is < 0 and > -127 ? advert.Rssi : null,
            ServiceUuids = advert.Services,
        };
        return Company(advert.ManufacturerData) is { } company
            ? sighting with { Company = company, ManufacturerData = advert.ManufacturerData[company] }
            : sighting;
    }

    private static ushort? Company(IReadOnlyDictionary<ushort, byte[]> data) =>
        data.ContainsKey(AdvertTag.Company) ? AdvertTag.Company : data.Count > 0 ? data.Keys.Min() : null;

    private async Task StopAsync(IDisposable? running)
    {
        if (running is null) return;
        try
        {
            await _calls.RunAsync(
                "Stopping the scan",
                () =>
                {
                    running.Dispose();
                    return Task.CompletedTask;
                },
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (LinkException)
        {
            // A radio that went takes its scans with it, and says so by throwing.
        }
    }
}
