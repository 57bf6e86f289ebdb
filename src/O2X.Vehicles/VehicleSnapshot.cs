namespace O2X.Vehicles;

/// <summary>
/// Everything known of a vehicle at one moment: the element of the engine's hot streams. A value type without allocations;
/// <see cref="ToInformation"/> makes the immutable object of the SDK from it.
/// </summary>
/// <remarks>
/// A value that is not known is null or <c>Unknown</c>. A value that is known may be stale: ask <see cref="QualityOf"/>.
/// Copies are independent; a copy may be read by several threads.
/// </remarks>
public partial struct VehicleSnapshot
{
    internal long At;
    internal long UtcTicks;
    internal long Number;
    internal VinBits Identity;
    internal uint Known;
    internal uint Live;
    internal SignalTimes Times;
    internal uint OdometerTenths;
    internal ushort TimeToFullSeconds;
    internal ushort RangeKm;
    internal ushort Centivolts;
    internal short Deciamperes;
    internal byte Soc;
    internal byte Kmh;
    internal sbyte Temperature1;
    internal sbyte Temperature2;
    internal Selector SelectorValue;
    internal ParkBrakeStatus ParkBrakeValue;
    internal VehicleStatus StatusValue;
    internal SystemState SystemStateValue;
    internal BatteryState BatteryStateValue;
    internal Alerts AlertsActive;
    internal Alerts AlertsKnown;
    internal Alerts PreviousActive;
    internal Alerts PreviousKnown;
    internal SnapshotFlags Flags;

    /// <summary>What the source itself says of the status; counts while <see cref="Signal.Status"/> is live.</summary>
    internal VehicleStatus ReportedStatus;

    /// <summary>The signals heard since the last <see cref="BeginPacket"/>, one bit each.</summary>
    internal uint Fresh;

    /// <summary>The vehicle, when its VIN is known; a new object each time.</summary>
    public readonly Vin? Vin => Identity.ToVin();

    /// <summary>Counts the updates of one engine; grows by one with each update folded in, so a gap tells how many were skipped.</summary>
    public readonly long Sequence => Number;

    /// <summary>When the newest value arrived, on the engine's monotonic clock, in ticks of 100 ns.</summary>
    public readonly long Timestamp => At;

    /// <summary>When the newest value reached this machine, UTC (decisions.md D24).</summary>
    public readonly DateTimeOffset ReceivedAt => new(UtcTicks, TimeSpan.Zero);

    /// <summary>Whether <see cref="ReceivedAt"/> may be wrong: this machine's clock was not synchronised yet.</summary>
    public readonly bool IsReceivedAtUnsynchronised => (Flags & SnapshotFlags.Unsynchronised) != 0;

    /// <summary>What the vehicle is doing; <see cref="VehicleStatus.Unknown"/> before enough was heard and when it is stale.</summary>
    public readonly VehicleStatus Status => StatusValue;

    /// <summary>State of charge, %, 0 to 100.</summary>
    public readonly int? StateOfCharge => Has(Signal.StateOfCharge) ? Soc : null;

    /// <summary>Remaining range, km.</summary>
    public readonly int? RemainingRange => Has(Signal.RemainingRange) ? RangeKm : null;

    /// <summary>Odometer, km, to one decimal.</summary>
    public readonly decimal? Odometer => Has(Signal.Odometer) ? OdometerTenths / 10m : null;

    /// <summary>Time until the battery is full.</summary>
    public readonly TimeSpan? TimeToFull => Has(Signal.TimeToFull) ? TimeSpan.FromSeconds(TimeToFullSeconds) : null;

    /// <summary>Drive selector.</summary>
    public readonly Selector Selector => SelectorValue;

    /// <summary>Park brake.</summary>
    public readonly ParkBrakeStatus ParkBrake => ParkBrakeValue;

    /// <summary>Whether the vehicle is ready to drive.</summary>
    public readonly bool? Ready => Flag(Signal.Ready, SnapshotFlags.Ready);

    /// <summary>Speed, km/h, without a sign.</summary>
    public readonly int? Speed => Has(Signal.Speed) ? Kmh : null;

    /// <summary>Voltage of the traction battery, V.</summary>
    public readonly decimal? PackVoltage => Has(Signal.PackVoltage) ? Centivolts / 100m : null;

    /// <summary>Current of the traction battery, A; positive flows into it.</summary>
    public readonly decimal? PackCurrent => Has(Signal.PackCurrent) ? Deciamperes / 10m : null;

    /// <summary>First battery temperature, °C.</summary>
    public readonly int? BatteryTemperature1 => Has(Signal.BatteryTemperature1) ? Temperature1 : null;

    /// <summary>Second battery temperature, °C.</summary>
    public readonly int? BatteryTemperature2 => Has(Signal.BatteryTemperature2) ? Temperature2 : null;

    /// <summary>Whether the vehicle asks to be charged.</summary>
    public readonly bool? ChargeRequested => Flag(Signal.ChargeRequested, SnapshotFlags.ChargeRequested);

    /// <summary>Whether the charging plug is in.</summary>
    public readonly bool? Plugged => Flag(Signal.Plugged, SnapshotFlags.Plugged);

    /// <summary>State of the vehicle's system.</summary>
    public readonly SystemState SystemState => Has(Signal.SystemState) ? SystemStateValue : SystemState.Unknown;

    /// <summary>State of the battery's controller.</summary>
    public readonly BatteryState BatteryState => Has(Signal.BatteryState) ? BatteryStateValue : BatteryState.Unknown;

    /// <summary>The alerts that are on.</summary>
    public readonly AlertSet CurrentAlerts => new(AlertsActive, AlertsKnown);

    /// <summary>The last set of alerts that differed from the current one; none before the first change (decisions.md D16).</summary>
    public readonly AlertSet PreviousAlerts => new(PreviousActive, PreviousKnown);

    /// <summary>Whether the source says of itself that it simulates or replays.</summary>
    public readonly bool IsSimulated => (Flags & SnapshotFlags.Simulated) != 0;

    /// <summary>Whether the value is live, stale or unknown.</summary>
    /// <remarks>A status that was derived is live as long as it is known.</remarks>
    public readonly Quality QualityOf(Signal signal) =>
        IsLive(signal) || (signal == Signal.Status && StatusValue != VehicleStatus.Unknown) ? Quality.Live
        : Has(signal) ? Quality.Stale
        : Quality.Unknown;

    /// <summary>How old a value was at <see cref="Timestamp"/>; null when it is not known.</summary>
    public readonly TimeSpan? AgeOf(Signal signal) => AgeOf(signal, At);

    /// <summary>How old a value is at a later moment; null when it is not known.</summary>
    /// <param name="signal">The value.</param>
    /// <param name="timestamp">The moment, on the clock of <see cref="Timestamp"/>. Resolution is 10 ms.</param>
    public readonly TimeSpan? AgeOf(Signal signal, long timestamp) =>
        Has(signal) ? SignalTimes.Span(Times[(int)signal], SignalTimes.FromTicks(timestamp)) : null;

    /// <summary>The immutable object of the SDK.</summary>
    public readonly VehicleInformation ToInformation() => new(
        Vin,
        CurrentAlerts,
        PreviousAlerts,
        new VehicleData(
            new Quantity(Quantity.Percent, StateOfCharge),
            SystemState,
            BatteryState,
            new Quantity(Quantity.Kilometre, RemainingRange),
            Selector,
            new Quantity(Quantity.Minute, Has(Signal.TimeToFull) ? (TimeToFullSeconds + 30) / 60 : null),
            ParkBrake,
            new Quantity(Quantity.Kilometre, Odometer)),
        ReceivedAt,
        Status)
    {
        ReceivedAtUnsynchronised = IsReceivedAtUnsynchronised,
    };

    internal static uint Bit(Signal signal) => 1u << (int)signal;

    internal readonly bool Has(Signal signal) => (Known & Bit(signal)) != 0;

    private readonly bool? Flag(Signal signal, SnapshotFlags flag) => Has(signal) ? (Flags & flag) != 0 : null;
}

/// <summary>The yes-or-no values of a snapshot.</summary>
[Flags]
internal enum SnapshotFlags : byte
{
    None = 0,
    Ready = 1 << 0,
    ChargeRequested = 1 << 1,
    Plugged = 1 << 2,
    Simulated = 1 << 3,
    SourceAsleep = 1 << 4,
    Unsynchronised = 1 << 5,
}
