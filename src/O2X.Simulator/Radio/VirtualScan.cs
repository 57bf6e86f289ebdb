using O2X.Links;

namespace O2X.Simulator.Radio;

/// <summary>One scan: every dongle that can be heard is told of once an advertising interval, the strongest first.</summary>
internal sealed class VirtualScan : IAsyncDisposable
{
    private static readonly TimeSpan AdvertisingInterval = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly VirtualRadio _radio;
    private readonly ScanFilter _filter;
    private readonly IScanSink _sink;
    private readonly ITimer _timer;
    private bool _ended;

    public VirtualScan(VirtualRadio radio, ScanFilter filter, IScanSink sink)
    {
        _radio = radio;
        _filter = filter;
        _sink = sink;
        _timer = radio.Clock.CreateTimer(static self => ((VirtualScan)self!).Listen(), this, AdvertisingInterval, AdvertisingInterval);
    }

    public void End(LinkFault fault)
    {
        if (Stop(() => _sink.OnEnded(fault))) _radio.Forget(this);
    }

    public ValueTask DisposeAsync()
    {
        if (Stop(static () => { })) _radio.Forget(this);
        return ValueTask.CompletedTask;
    }

    private bool Stop(Action tell)
    {
        lock (_gate)
        {
            if (_ended) return false;
            _ended = true;
            _timer.Dispose();
            tell();
            return true;
        }
    }

    private void Listen()
    {
        lock (_gate)
        {
            foreach (var dongle in _radio.Dongles.OrderByDescending(dongle => dongle.SignalStrength))
            {
                if (_ended) return;
                if (!dongle.InRange || dongle.IsFull || !dongle.IsAdvertHeard()) continue;
                var sighting = dongle.Advertise();
                if (_filter.ServiceUuids.Count == 0 || _filter.ServiceUuids.Any(sighting.ServiceUuids.Contains)) _sink.OnSighting(sighting);
            }
        }
    }
}
