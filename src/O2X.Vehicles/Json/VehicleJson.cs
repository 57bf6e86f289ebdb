using System.Text;
using System.Text.Json;

namespace O2X.Vehicles.Json;

/// <summary>
/// Writes and reads <see cref="VehicleInformation"/> in the shape of the SDK's published sample: its keys, their order and its spelling.
/// </summary>
/// <remarks>
/// The VIN is written in full. Of an alert that reads false it is not known whether it was off or not known, so reading gives only
/// those as known that were on. Safe for use by several threads.
/// </remarks>
public static class VehicleJson
{
    /// <summary>Gives the JSON text on one line.</summary>
    /// <param name="information">What to write.</param>
    /// <param name="form">How the numbers of quantities are written.</param>
    public static string Serialize(VehicleInformation information, QuantityForm form = QuantityForm.Number)
    {
        ArgumentNullException.ThrowIfNull(information);
        return JsonSerializer.Serialize(information, VehicleJsonContext.For(form).VehicleInformation);
    }

    /// <summary>Writes the JSON object as the next value.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="information">What to write.</param>
    /// <param name="form">How the numbers of quantities are written.</param>
    public static void WriteTo(Utf8JsonWriter writer, VehicleInformation information, QuantityForm form = QuantityForm.Number)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(information);
        JsonSerializer.Serialize(writer, information, VehicleJsonContext.For(form).VehicleInformation);
    }

    /// <summary>Reads the JSON text; quantities are accepted in both forms.</summary>
    /// <exception cref="JsonException">The text is not vehicle information.</exception>
    public static VehicleInformation Deserialize(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Deserialize(Encoding.UTF8.GetBytes(json));
    }

    /// <summary>Reads the JSON text in UTF-8; quantities are accepted in both forms.</summary>
    /// <exception cref="JsonException">The text is not vehicle information.</exception>
    public static VehicleInformation Deserialize(ReadOnlySpan<byte> utf8Json) =>
        JsonSerializer.Deserialize(utf8Json, VehicleJsonContext.For(QuantityForm.Number).VehicleInformation)
        ?? throw new JsonException("Vehicle information is an object.");
}
