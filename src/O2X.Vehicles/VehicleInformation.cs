using System.Text.Json.Serialization;

namespace O2X.Vehicles;

/// <summary>The SDK's vehicle-information object, in the order of its published sample.</summary>
/// <remarks>An immutable copy for people and other programs; the engine's own stream hands out <see cref="VehicleSnapshot"/>.</remarks>
/// <param name="Vin">The vehicle.</param>
/// <param name="CurrentAlert">The alerts that are on.</param>
/// <param name="PreviousAlert">The last set that differed from <paramref name="CurrentAlert"/> (decisions.md D16).</param>
/// <param name="Data">The vehicle's values.</param>
/// <param name="ReceivedAt">When the newest value reached this machine, UTC.</param>
/// <param name="Status">What the vehicle is doing.</param>
public sealed record VehicleInformation(
    Vin? Vin,
    AlertSet CurrentAlert,
    AlertSet PreviousAlert,
    VehicleData Data,
    DateTimeOffset ReceivedAt,
    VehicleStatus Status)
{
    /// <summary>
    /// Whether <see cref="ReceivedAt"/> may be wrong: this machine's clock was not synchronised yet, as after the start of one that has
    /// no clock of its own. Not of the SDK: in JSON it is there only when it is true.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ReceivedAtUnsynchronised { get; init; }
}

/// <summary>The SDK's <c>data</c> object.</summary>
/// <param name="BatterySoc">State of charge, %, 0 to 100.</param>
/// <param name="SystemState">State of the vehicle's system.</param>
/// <param name="BatteryState">State of the battery's controller.</param>
/// <param name="RemainingAutonomy">Remaining range, km.</param>
/// <param name="Rnd">Drive selector.</param>
/// <param name="ChargeDelay">Time until the battery is full, min.</param>
/// <param name="ParkBrakeStatus">Park brake.</param>
/// <param name="TotalOdometer">Odometer, km, to one decimal.</param>
public sealed record VehicleData(
    Quantity BatterySoc,
    SystemState SystemState,
    BatteryState BatteryState,
    Quantity RemainingAutonomy,
    Selector Rnd,
    Quantity ChargeDelay,
    ParkBrakeStatus ParkBrakeStatus,
    Quantity TotalOdometer);
