using System.Security.Cryptography;
using O2X.Links.Time;
using O2X.Vehicles;
using O2X.Vehicles.Can;
using O2X.Vehicles.OpenLink;
using O2X.Vehicles.OpenLink.Serving;

namespace O2X.Links.BlueZ.Peripheral;

/// <summary>
/// Runs the dongle's core: one call at a time, on a clock, with one timer for whatever is due next. What the core wants is done at once and
/// must not block.
/// </summary>
internal sealed class ServingLoop : IDisposable
{
    private readonly Lock _gate = new();
    private readonly OpenLinkServer _server;
    private readonly TimeProvider _clock;
    private readonly Action<ServerAction> _act;
    private readonly ITimer _timer;
    private bool _isOver;

    /// <summary>Makes the core; <see cref="Begin"/> sets it going.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public ServingLoop(Vin vin, OpenLinkServerOptions options, TimeProvider clock, Action<ServerAction> act)
    {
        _clock = clock;
        _act = act;
        _server = new OpenLinkServer(vin, options, RandomNumberGenerator.Fill, clock.GetTicks());
        _timer = clock.CreateTimer(static self => ((ServingLoop)self!).Do(static (_, _) => { }), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public IReadOnlyList<ServedCharacteristic> Characteristics => _server.Characteristics;

    public bool IsSecured => _server.Options.Secured;

    public OpenLinkServerCounters Counters
    {
        get
        {
            lock (_gate) return _server.Counters;
        }
    }

    public int Centrals
    {
        get
        {
            lock (_gate) return _server.Centrals;
        }
    }

    public void Begin() => Do(static (_, _) => { });

    public void Tell(OpenLinkInformation information, OpenLinkMeasurements measurements) => Do((server, now) =>
    {
        server.Tell(information, now);
        server.Tell(measurements);
    });

    public void Tell(CanFrame frame) => Do((server, now) => server.Tell(frame, now));

    public GattAnswer Read(GattOptions asked, Guid characteristic) => Ask((server, now) =>
    {
        if (asked.Mtu is { } mtu) server.SetMtu(asked.Device, mtu, now);
        return server.Read(asked.Device, characteristic, now, asked.Offset);
    });

    public GattRefusal Write(GattOptions asked, Guid characteristic, byte[] value) => Ask((server, now) =>
    {
        if (asked.Mtu is { } mtu) server.SetMtu(asked.Device, mtu, now);
        return server.Write(asked.Device, characteristic, value, now, asked.Offset);
    });

    // BlueZ does not say who subscribes; it says so for each that does, and when the last one has gone.
    public void Subscribe(Guid characteristic, bool on) => Do((server, now) => server.Subscribe(null, characteristic, on, now));

    public void Connect(string device) => Do((server, now) => server.Connect(device, now));

    public void Disconnect(string device) => Do((server, _) => server.Disconnect(device));

    public void DisconnectAll() => Do(static (server, _) => server.DisconnectAll());

    public void AddressChanged() => Do(static (server, _) => server.AddressChanged());

    public void Dispose()
    {
        lock (_gate) _isOver = true;
        _timer.Dispose();
    }

    private void Do(Action<OpenLinkServer, long> input) => Ask((server, now) =>
    {
        input(server, now);
        return true;
    });

    private T Ask<T>(Func<OpenLinkServer, long, T> ask)
    {
        lock (_gate)
        {
            var now = _clock.GetTicks();
            var answer = ask(_server, now);
            if (!_isOver) GoOn(now);
            return answer;
        }
    }

    private void GoOn(long now)
    {
        foreach (var action in _server.Advance(now)) _act(action);
        var due = _server.NextDeadline;
        // Timers count in whole milliseconds, and one that comes too early would come again and again.
        var wait = due == long.MaxValue ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, due - now) / (double)TimeSpan.TicksPerMillisecond));
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }
}
