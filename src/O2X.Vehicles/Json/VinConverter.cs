using System.Text.Json;
using System.Text.Json.Serialization;

namespace O2X.Vehicles.Json;

/// <summary>A VIN in full.</summary>
internal sealed class VinConverter : JsonConverter<Vin>
{
    public override Vin Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Vin.TryParse(JsonText.Read(ref reader), out var vin) ? vin : throw new JsonException("A VIN has 17 characters of A-Z and 0-9 without I, O and Q.");

    public override void Write(Utf8JsonWriter writer, Vin value, JsonSerializerOptions options) => writer.WriteStringValue(value.Full);
}
