using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace O2X.Vehicles.Json;

/// <summary>A quantity: its unit, then its value, which is null when it is not known (decisions.md D22, D23).</summary>
internal sealed class QuantityConverter(QuantityForm form) : JsonConverter<Quantity>
{
    public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A quantity is an object.");
        string? unit = null;
        decimal? value = null;
        var hasValue = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("unit"u8))
            {
                reader.Read();
                unit = JsonText.Read(ref reader);
            }
            else if (reader.ValueTextEquals("value"u8))
            {
                reader.Read();
                value = ReadValue(ref reader);
                hasValue = true;
            }
            else
            {
                reader.Skip();
            }
        }

        return unit is not null && hasValue ? new Quantity(unit, value) : throw new JsonException("A quantity has a unit and a value.");
    }

    public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("unit"u8, value.Unit);
        if (value.Value is not { } number) writer.WriteNull("value"u8);
        else if (form == QuantityForm.Number) writer.WriteNumber("value"u8, number);
        else writer.WriteString("value"u8, number.ToString(CultureInfo.InvariantCulture));
        writer.WriteEndObject();
    }

    private static decimal? ReadValue(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var number)) return number;
        if (reader.TokenType == JsonTokenType.String
            && decimal.TryParse(JsonText.Read(ref reader), NumberStyles.Float, CultureInfo.InvariantCulture, out number)) return number;
        throw new JsonException("The value of a quantity is a number, a string with a number, or null.");
    }
}
