namespace O2X.Vehicles.OpenLink;

/// <summary>
/// What an information packet (type 1) of the open link says: the whole vehicle-information model. Null and <c>Unknown</c> mean
/// that the dongle cannot tell; <c>new OpenLinkInformation()</c> knows nothing.
/// </summary>
public readonly partial record struct OpenLinkInformation
{
    /// <summary>Knows nothing.</summary>
    public OpenLinkInformation()
    {
    }

    /// <summary>What the vehicle is doing.</summary>
    public VehicleStatus Status { get; init; }

    /// <summary>Drive selector.</summary>
    public Selector Selector { get; init; }

    /// <summary>Park brake.</summary>
    public ParkBrakeStatus ParkBrake { get; init; }

    /// <summary>Whether the vehicle is ready to drive.</summary>
    public bool? Ready { get; init; }

    /// <summary>Whether the vehicle asks to be charged.</summary>
    public bool? ChargeRequested { get; init; }

    /// <summary>Whether the charging plug is in.</summary>
    public bool? Plugged { get; init; }

    /// <summary>State of the vehicle's system.</summary>
    public SystemState SystemState { get; init; } = SystemState.Unknown;

    /// <summary>State of the battery's controller.</summary>
    public BatteryState BatteryState { get; init; } = BatteryState.Unknown;

    /// <summary>The alerts that are on.</summary>
    public Alerts CurrentAlerts { get; init; }

    /// <summary>The last set of alerts that differed from <see cref="CurrentAlerts"/>.</summary>
    public Alerts PreviousAlerts { get; init; }

    /// <summary>The alerts of which the dongle can tell.</summary>
    public Alerts KnownAlerts { get; init; }

    /// <summary>State of charge, %, 0 to 100.</summary>
    public int? StateOfCharge { get; init; }

    /// <summary>Remaining range, km, 0 to 999.</summary>
    public int? RemainingRange { get; init; }

    /// <summary>Time until the battery is full, min, 0 to 1092.</summary>
    public int? ChargeDelay { get; init; }

    /// <summary>Odometer, 0.1 km, 0 to 16,777,214.</summary>
    public int? OdometerTenths { get; init; }

    /// <summary>How long ago the vehicle itself was last heard, to the second; null: never. Over 254 s is told as 254 s.</summary>
    public TimeSpan? SourceAge { get; init; }

    /// <summary>Whether the vehicle's bus is silent, as it is when the vehicle is off.</summary>
    public bool SourceAsleep { get; init; }

    /// <summary>Whether the values are simulated or replayed.</summary>
    public bool Simulated { get; init; }
}
