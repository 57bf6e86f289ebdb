using System.Text.Json;

namespace O2X.EndToEnd.Tests.Can;

/// <summary>The values of a vehicle that a log's truth file names.</summary>
internal sealed record VehicleValues(string Status, decimal Charge, decimal Odometer, decimal Range, string Selector, bool ParkBrake)
{
    /// <summary>A checkpoint of a truth file.</summary>
    public static VehicleValues OfCheckpoint(JsonElement checkpoint) => new(
        checkpoint.GetProperty("status").GetString()!,
        checkpoint.GetProperty("soc").GetDecimal(),
        checkpoint.GetProperty("odometer_km").GetDecimal(),
        checkpoint.GetProperty("range_km").GetDecimal(),
        checkpoint.GetProperty("rnd").GetString()!,
        checkpoint.GetProperty("brake").GetBoolean());

    /// <summary>The vehicle information that the command tells.</summary>
    public static VehicleValues OfInformation(JsonElement information)
    {
        var data = information.GetProperty("data");
        return new VehicleValues(
            information.GetProperty("status").GetString()!,
            Number(data, "batterySoc", "%"),
            Number(data, "totalOdometer", "km"),
            Number(data, "remainingAutonomy", "km"),
            data.GetProperty("rnd").GetString()!,
            data.GetProperty("parkBrakeStatus").GetString() switch
            {
                "activated" => true,
                "notActivated" => false,
                var other => throw new InvalidDataException($"The park brake is {other}."),
            });
    }

    private static decimal Number(JsonElement data, string name, string unit)
    {
        var quantity = data.GetProperty(name);
        Assert.Equal(unit, quantity.GetProperty("unit").GetString());
        return quantity.GetProperty("value").GetDecimal();
    }
}
