using O2X.Vehicles.Ami;
using O2X.Vehicles.Decoding;
using O2X.Vehicles.OpenLink;

namespace O2X.Vehicles.Tracking;

/// <summary>
/// Turns packets into the state of one vehicle: decodes, folds, and runs the state machines for status, charging, alerts,
/// cantCharge and staleness. Pure: it knows no clock but the timestamps it is given, which never run backwards.
/// </summary>
/// <remarks>Not safe for use by several threads at a time. Does not allocate once it runs.</remarks>
public sealed class VehicleTracker
{
    private const ulong NoFingerprint = ulong.MaxValue;

    private readonly AmiFrameDecoder _ami = new();
    private TrackerOptions _options;
    private VehicleSnapshot _state;
    private PayloadKind _payload;
    private PacketCounts _counts;
    private PacketLosses _losses;
    private StaleTracker _stale = new();
    private ChargingTracker _charging;
    private StatusTracker _status;
    private CantChargeTracker _cantCharge;
    private AlertTracker _alerts;
    private ulong _fingerprint = NoFingerprint;
    private long _changeHold;
    private long _cantChargeHold;
    private long _staleAfter;
    private long _dropped;
    private long _utcOffset;
    private bool _isUnsynchronised;
    private long _now;

    /// <summary>Makes a tracker that knows nothing.</summary>
    public VehicleTracker(TrackerOptions? options = null) => TakeOptions(_options = options ?? new TrackerOptions());

    /// <summary>The times in force; may be replaced at any moment, and counts for what is pending too.</summary>
    public TrackerOptions Options
    {
        get => _options;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            TakeOptions(_options = value);
            if (_state.Live != 0) _stale.LookAt(_now);
            SetNextDeadline();
        }
    }

    /// <summary>The vehicle's state.</summary>
    public ref readonly VehicleSnapshot State => ref _state;

    /// <summary>The VIN that the vehicle itself said on the present link; null before it did.</summary>
    public Vin? HeardVin => _ami.HeardVin;

    /// <summary>What became of the packets so far.</summary>
    public DecodeCounters Counters => _counts.With(_dropped, _losses.Lost);

    /// <summary>
    /// When <see cref="Advance"/> must be called next, at the latest; <see cref="long.MaxValue"/> when nothing is pending.
    /// </summary>
    public long NextDeadline { get; private set; } = long.MaxValue;

    /// <summary>
    /// Starts a new link: what is known stays, as stale, unless it is of another vehicle; nothing has been heard on this link, and its
    /// first status will be told.
    /// </summary>
    /// <param name="payload">What the packets are.</param>
    /// <param name="vin">The vehicle, when it is known.</param>
    /// <param name="now">The present, in ticks.</param>
    public void BeginLink(PayloadKind payload, Vin? vin, long now)
    {
        var known = _state.Vin;
        if (vin is not null && known is not null && vin != known) Forget();
        EndLink(now);
        _ami.BeginLink(sameVehicle: vin is not null && vin == known);
        _payload = payload;
        _state.Identity = new VinBits(vin);
        _state.Lose(Signal.Status);
    }

    /// <summary>
    /// Decodes one packet and folds it in. Deadlines due before <paramref name="at"/> are advanced through first; call
    /// <see cref="Advance"/> for each of them to learn what changed when.
    /// </summary>
    /// <param name="packet">The packet; never kept.</param>
    /// <param name="at">When it arrived, in ticks.</param>
    public VehicleChanges Accept(ReadOnlySpan<byte> packet, long at)
    {
        var changes = at < NextDeadline ? VehicleChanges.None : Advance(at);
        _now = at;
        var live = _state.Live;
        var vin = _ami.HeardVin;
        _state.BeginPacket();
        var result = _payload == PayloadKind.CanFrame
            ? _ami.Decode(packet, ref _state, at)
            : OpenLinkDecoder.Decode(packet, ref _state, at);
        _counts.Count(result);
        if (_payload == PayloadKind.OpenLink && result != DecodeResult.Malformed) _losses.Accept(packet);

        if (result is DecodeResult.Malformed or DecodeResult.Implausible) changes |= VehicleChanges.Invalid;
        if (!ReferenceEquals(vin, _ami.HeardVin)) changes |= VehicleChanges.VinHeard;
        if (_state.Fresh != 0)
        {
            _state.Number++;
            _state.At = at;
            _state.UtcTicks = at + _utcOffset;
            _state.Set(SnapshotFlags.Unsynchronised, _isUnsynchronised);
            changes |= VehicleChanges.Refreshed;

            // The open link tells how old its values are: they may be too old already.
            if (_payload == PayloadKind.OpenLink) _stale.LookAt(at);
        }

        if (Derivation.Fingerprint(_state) != _fingerprint || at >= _stale.Due) changes |= Evaluate(at, live, heard: _state.Fresh != 0);
        return changes;
    }

    /// <summary>Lets time pass up to <paramref name="now"/>, through every deadline on the way, each at its own time.</summary>
    public VehicleChanges Advance(long now)
    {
        var changes = VehicleChanges.None;
        while (NextDeadline <= now)
        {
            _now = NextDeadline;
            changes |= Evaluate(_now, _state.Live, heard: false);
        }

        _now = Math.Max(_now, now);
        return changes;
    }

    /// <summary>
    /// Tells that the link is lost: live values become stale, the status unknown (which is not told as a status: decisions.md D33), a
    /// half-heard VIN is forgotten.
    /// </summary>
    public VehicleChanges EndLink(long now)
    {
        var changes = Advance(now);
        if (_state.Live != 0) changes |= VehicleChanges.Stale;
        _state.Live = 0;
        _state.StatusValue = VehicleStatus.Unknown;
        _ami.BeginLink(sameVehicle: true);
        _losses.EndLink();
        _stale = new StaleTracker();
        _charging = default;
        _status = default;
        _cantCharge.EndLink();
        _fingerprint = NoFingerprint;
        SetNextDeadline();
        return changes;
    }

    /// <summary>
    /// Tells that packets found no room before the next one. They are counted; every packet of today's payloads stands for itself.
    /// </summary>
    public void PacketsLost(long count)
    {
        _dropped += count;
        _losses.Explain(count);
    }

    /// <summary>Moves the wall clock that <see cref="VehicleSnapshot.ReceivedAt"/> is given by.</summary>
    /// <param name="ticks">UTC ticks minus monotonic ticks.</param>
    /// <param name="isSynchronised">Whether the wall clock is known to be right.</param>
    public void SetUtcOffset(long ticks, bool isSynchronised = true) => (_utcOffset, _isUnsynchronised) = (ticks, !isSynchronised);

    /// <summary>Puts the VIN into the state, once it is known.</summary>
    public void Identify(Vin vin) => _state.Identity = new VinBits(vin);

    /// <summary>
    /// Goes on from what was known of the vehicle before a restart: an odometer is doubted by it, and alerts differ from it. What this
    /// tracker has heard itself counts more.
    /// </summary>
    /// <param name="history">What was known; of the vehicle of the present link, or of the next one.</param>
    /// <param name="now">The present, in ticks.</param>
    public void Recall(VehicleHistory history, long now)
    {
        ArgumentNullException.ThrowIfNull(history);
        _state.Identity = new VinBits(history.Vin);
        _alerts.Recall(history.CurrentAlerts, history.PreviousAlerts);
        _state.PreviousActive = _alerts.Previous.Active;
        _state.PreviousKnown = _alerts.Previous.Known;
        if (history.Odometer is { } reading) _ami.Recall(reading, now, now + _utcOffset - reading.At.UtcTicks);
    }

    /// <summary>Forgets everything of the vehicle, and the counters; a link that stands goes on, and numbers go on growing.</summary>
    public void Reset()
    {
        Forget();
        _ami.BeginLink(sameVehicle: false);
        _counts = default;
        _losses = default;
        _dropped = 0;
    }

    private void Forget()
    {
        _state = new VehicleSnapshot { Number = _state.Number };
        _alerts = default;
        _cantCharge = default;
        EndLink(_now);
    }

    private VehicleChanges Evaluate(long at, uint liveBefore, bool heard)
    {
        var changes = VehicleChanges.None;
        if ((_state.Live & ~liveBefore) != 0) _stale.Watch(at, _staleAfter);
        if ((_stale.Update(ref _state, at, _staleAfter) & liveBefore) != 0) changes |= VehicleChanges.Stale;

        _charging.Update(Derivation.ChargeFlows(_state), at);
        if (_status.Update(Derivation.Status(_state, _charging), heard, at, _changeHold)) changes |= VehicleChanges.Status;
        _state.StatusValue = _status.Current;
        if (_cantCharge.Update(Derivation.ChargeIsHindered(_state), at, _cantChargeHold)) changes |= VehicleChanges.CantCharge;
        if (_alerts.Update(_state.CurrentAlerts)) changes |= VehicleChanges.Alerts;
        _state.PreviousActive = _alerts.Previous.Active;
        _state.PreviousKnown = _alerts.Previous.Known;

        // A status that is not told yet is looked at again with the next packet.
        _fingerprint = _status.IsTold ? Derivation.Fingerprint(_state) : NoFingerprint;
        SetNextDeadline();
        return changes;
    }

    private void SetNextDeadline() => NextDeadline = Math.Max(
        _now,
        Math.Min(
            Math.Min(_stale.Due, _charging.Due),
            Math.Min(_status.Due(_changeHold), _cantCharge.Due(_cantChargeHold))));

    private void TakeOptions(TrackerOptions options)
    {
        _changeHold = Math.Clamp(options.ChangeStatus.Ticks, 0, TimeSpan.TicksPerDay);
        _cantChargeHold = Math.Max(_changeHold, TimeSpan.TicksPerSecond);
        _staleAfter = Math.Clamp(options.StaleAfter.Ticks, TimeSpan.TicksPerSecond * 5, TimeSpan.TicksPerDay);
    }
}
