using O2X.Vehicles;

namespace O2X.Simulator.Cars;

/// <summary>What is true of a virtual car at one moment; the truth that a test compares with what was received.</summary>
public readonly record struct CarState
{
    /// <summary>What the car is doing.</summary>
    public VehicleStatus Status { get; init; }

    /// <summary>Drive selector.</summary>
    public Selector Selector { get; init; }

    /// <summary>Park brake.</summary>
    public ParkBrakeStatus ParkBrake { get; init; }

    /// <summary>Whether the car is ready to drive.</summary>
    public bool Ready { get; init; }

    /// <summary>Whether the charging plug is in.</summary>
    public bool Plugged { get; init; }

    /// <summary>Whether the car asks to be charged.</summary>
    public bool ChargeRequested { get; init; }

    /// <summary>State of the car's system.</summary>
    public SystemState SystemState { get; init; }

    /// <summary>State of the battery's controller.</summary>
    public BatteryState BatteryState { get; init; }

    /// <summary>The alerts that are on.</summary>
    public Alerts Alerts { get; init; }

    /// <summary>The last alerts that differed from <see cref="Alerts"/>.</summary>
    public Alerts PreviousAlerts { get; init; }

    /// <summary>State of charge, %, 0 to 100.</summary>
    public double StateOfCharge { get; init; }

    /// <summary>Remaining range, km.</summary>
    public double RangeKm { get; init; }

    /// <summary>Odometer, km.</summary>
    public double OdometerKm { get; init; }

    /// <summary>Speed, km/h, without a sign, at most 45.</summary>
    public double SpeedKmh { get; init; }

    /// <summary>Voltage of the traction battery, V.</summary>
    public double PackVolts { get; init; }

    /// <summary>Current of the traction battery, A; positive flows in.</summary>
    public double PackAmperes { get; init; }

    /// <summary>Temperature of the cells, °C.</summary>
    public double CellTemperature { get; init; }

    /// <summary>Temperature of the battery's case, °C.</summary>
    public double CaseTemperature { get; init; }

    /// <summary>Time until the battery is full; null while it is not charged.</summary>
    public TimeSpan? TimeToFull { get; init; }
}
