using O2X.Vehicles;

namespace O2X.Gateway.History;

/// <summary>A vehicle's values at a moment, thinned: on change, and at least every minute while it is heard. What was not live is null.</summary>
/// <param name="At">When they were received, UTC.</param>
/// <param name="Status">The vehicle's status.</param>
/// <param name="StateOfCharge">Charge in %.</param>
/// <param name="RemainingRange">Range in km.</param>
/// <param name="Odometer">Odometer in km.</param>
/// <param name="Speed">Speed in km/h.</param>
/// <param name="PackVoltage">Voltage of the battery in V.</param>
/// <param name="PackCurrent">Current of the battery in A; positive into it (see <see cref="VehicleSnapshot"/>).</param>
internal readonly record struct Sample(
    DateTimeOffset At, VehicleStatus Status, double? StateOfCharge, double? RemainingRange, double? Odometer, double? Speed, double? PackVoltage, double? PackCurrent)
{
    /// <summary>Power into the battery in kW; null where voltage or current is.</summary>
    public double? Power => PackVoltage * PackCurrent / 1000;
}

/// <summary>A trip: from when the vehicle began to drive until it was parked or began to charge.</summary>
/// <param name="Id">Its number; it grows with the time.</param>
/// <param name="Begun">When it began, UTC.</param>
/// <param name="Ended">When it ended; null: it lasts.</param>
/// <param name="Distance">In km, of the odometer; null where that was not heard.</param>
/// <param name="ChargeUsed">In %; null where the charge was not heard.</param>
/// <param name="Energy">Out of the battery, in kWh; null where voltage or current was not heard.</param>
internal sealed record Trip(long Id, DateTimeOffset Begun, DateTimeOffset? Ended, double? Distance, double? ChargeUsed, double? Energy);

/// <summary>A charge session.</summary>
/// <param name="Id">Its number; it grows with the time.</param>
/// <param name="Begun">When it began, UTC.</param>
/// <param name="Ended">When it ended; null: it lasts.</param>
/// <param name="From">Charge at its beginning in %; null where it was not heard.</param>
/// <param name="To">Charge at its end, or now, in %.</param>
/// <param name="Energy">Into the battery, in kWh; null where voltage or current was not heard.</param>
internal sealed record ChargeSession(long Id, DateTimeOffset Begun, DateTimeOffset? Ended, double? From, double? To, double? Energy);
