namespace O2X.Vehicles;

/// <summary>The values that a vehicle may tell; each has a quality and an age of its own.</summary>
public enum Signal : byte
{
    /// <summary>Charge of the traction battery, %.</summary>
    StateOfCharge,

    /// <summary>Remaining range, km.</summary>
    RemainingRange,

    /// <summary>Odometer, 0.1 km.</summary>
    Odometer,

    /// <summary>Time until the battery is full, s.</summary>
    TimeToFull,

    /// <summary>Drive selector.</summary>
    Selector,

    /// <summary>Park brake.</summary>
    ParkBrake,

    /// <summary>Ready to drive.</summary>
    Ready,

    /// <summary>Speed, km/h, without a sign.</summary>
    Speed,

    /// <summary>Voltage of the traction battery, 0.01 V.</summary>
    PackVoltage,

    /// <summary>Current of the traction battery, 0.1 A; positive flows in.</summary>
    PackCurrent,

    /// <summary>First battery temperature, °C.</summary>
    BatteryTemperature1,

    /// <summary>Second battery temperature, °C.</summary>
    BatteryTemperature2,

    /// <summary>Whether the vehicle asks to be charged.</summary>
    ChargeRequested,

    /// <summary>Whether the charging plug is in.</summary>
    Plugged,

    /// <summary>State of the vehicle's system.</summary>
    SystemState,

    /// <summary>State of the battery's controller.</summary>
    BatteryState,

    /// <summary>The alerts.</summary>
    Alerts,

    /// <summary>Status: driving, parked, charging.</summary>
    Status,
}
