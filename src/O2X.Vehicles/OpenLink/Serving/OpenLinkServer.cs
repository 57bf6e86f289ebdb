using O2X.Vehicles.Can;

namespace O2X.Vehicles.OpenLink.Serving;

/// <summary>
/// A dongle of the open link without its radio: takes what is known of the vehicle and what centrals ask for, and says what the
/// Bluetooth stack is to do. Pure: it knows no clock but the timestamps it is given (ticks of 100 ns that never run backwards), and
/// no chance but the source it is given.
/// </summary>
/// <remarks>
/// <para>
/// After any call look at <see cref="NextDeadline"/>, and call <see cref="Advance"/> then. Packets are made when they are sent:
/// a stack that is slow gets the newest, and what was skipped is counted.
/// </para>
/// <para>Not safe for use by several threads at a time.</para>
/// </remarks>
public sealed partial class OpenLinkServer
{
    private readonly VinKey _key;
    private readonly Vin _vin;
    private readonly SaltClock _salt;
    private readonly ServedCentrals _centrals;
    private readonly InformationFeed _information;
    private readonly MeasurementsFeed? _measurements;
    private readonly FramesFeed? _frames;
    private long _packets;

    /// <summary>Makes a dongle that knows nothing of its vehicle but the VIN.</summary>
    /// <param name="vin">The vehicle.</param>
    /// <param name="options">How it serves; null: the defaults.</param>
    /// <param name="fillRandom">Draws the salts; what comes out must not be foreseeable.</param>
    /// <param name="now">The present.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public OpenLinkServer(Vin vin, OpenLinkServerOptions? options, Action<Span<byte>> fillRandom, long now)
    {
        ArgumentNullException.ThrowIfNull(vin);
        ArgumentNullException.ThrowIfNull(fillRandom);
        Options = options ?? new OpenLinkServerOptions();
        Options.Validate();
        _vin = vin;
        _key = VinKey.For(vin, Options.OwnerSecret);
        _salt = new SaltClock(_key, fillRandom);
        _centrals = new ServedCentrals(Options.MostCentrals, Options.IdleLimit.Ticks);
        _information = new InformationFeed(Options.InformationInterval.Ticks);
        if (Options.MeasurementsInterval is { } measurements) _measurements = new MeasurementsFeed(measurements.Ticks, now);
        if (Options.FramesInterval is { } frames) _frames = new FramesFeed(frames.Ticks);
        Characteristics = ServedCharacteristic.Of(Options);
    }

    /// <summary>How it serves.</summary>
    public OpenLinkServerOptions Options { get; }

    /// <summary>What it offers.</summary>
    public IReadOnlyList<ServedCharacteristic> Characteristics { get; }

    /// <summary>How many centrals are connected and may stay.</summary>
    public int Centrals => _centrals.Count;

    /// <summary>What was done so far.</summary>
    public OpenLinkServerCounters Counters => new(
        _packets,
        _information.Coalesced + (_measurements?.Coalesced ?? 0),
        _frames?.Dropped ?? 0,
        _frames?.NotCarried ?? 0,
        _centrals.Dropped);

    /// <summary>When <see cref="Advance"/> must be called next, at the latest.</summary>
    public long NextDeadline
    {
        get
        {
            var due = Math.Min(_salt.Due, _centrals.Due);
            if (IsHeard(OpenLinkUuids.Information)) due = Math.Min(due, _information.Due);
            if (_measurements is not null && IsHeard(OpenLinkUuids.Measurements)) due = Math.Min(due, _measurements.Due);
            if (_frames is not null && IsHeard(OpenLinkUuids.RawCan)) due = Math.Min(due, _frames.Due(Centrals, Capacity));
            return due;
        }
    }

    private int Capacity => _centrals.Mtu - 3;

    /// <summary>Tells what is known of the vehicle now; the newest counts.</summary>
    /// <param name="state">The vehicle's state.</param>
    /// <param name="now">The present, on the clock of the state's timestamp.</param>
    /// <param name="asleep">Whether the vehicle's bus is silent.</param>
    /// <param name="simulated">Whether the source simulates or replays.</param>
    public void Tell(in VehicleSnapshot state, long now, bool asleep = false, bool simulated = false)
    {
        Tell(OpenLinkInformation.Of(state, now, asleep, simulated), now);
        Tell(OpenLinkMeasurements.Of(state, TimeSpan.Zero));
    }

    /// <summary>Tells the information; the newest counts. Its age grows by itself.</summary>
    public void Tell(in OpenLinkInformation information, long now) =>
        _information.Tell(information, now, IsHeard(OpenLinkUuids.Information));

    /// <summary>Tells the measurements; the newest count. The time that the dongle has been running is put in by itself.</summary>
    public void Tell(in OpenLinkMeasurements measurements) =>
        _measurements?.Tell(measurements, IsHeard(OpenLinkUuids.Measurements));

    /// <summary>Tells a frame of the bus; it is let go when nobody listens.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="at">When it was on the bus.</param>
    public void Tell(in CanFrame frame, long at)
    {
        if (IsHeard(OpenLinkUuids.RawCan)) _frames?.Tell(frame, at);
    }

    /// <summary>The dongle has another Bluetooth address: a new salt is due.</summary>
    public void AddressChanged() => _salt.Expire();

    /// <summary>Everything that is due.</summary>
    /// <param name="now">The present.</param>
    public IReadOnlyList<ServerAction> Advance(long now)
    {
        if (now < NextDeadline) return [];
        List<ServerAction> actions = [];
        if (_salt.Due <= now) actions.Add(new ServerAction.Advertise(_salt.Draw(now)));
        foreach (var central in _centrals.TakeDue(now)) actions.Add(new ServerAction.Drop(central.Id, central.Dropped!.Value));

        if (IsHeard(OpenLinkUuids.Information) && _information.Due <= now)
            actions.Add(Notify(OpenLinkUuids.Information, _information.Send(now)));
        if (_measurements is not null && IsHeard(OpenLinkUuids.Measurements) && _measurements.Due <= now)
            actions.Add(Notify(OpenLinkUuids.Measurements, _measurements.Send(now)));
        if (_frames is not null && IsHeard(OpenLinkUuids.RawCan) && _frames.Due(Centrals, Capacity) <= now)
            actions.Add(Notify(OpenLinkUuids.RawCan, _frames.Send(now, Capacity)));
        return actions;
    }

    private ServerAction.Notify Notify(Guid characteristic, byte[] packet)
    {
        _packets++;
        return new ServerAction.Notify(characteristic, packet);
    }

    private bool IsHeard(Guid characteristic) => _centrals.IsSubscribed(characteristic);
}
