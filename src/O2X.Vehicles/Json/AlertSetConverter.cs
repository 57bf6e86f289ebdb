using System.Text.Json;
using System.Text.Json.Serialization;

namespace O2X.Vehicles.Json;

/// <summary>The alerts as eight yes-or-no values; one that is not known is false (decisions.md D23).</summary>
internal sealed class AlertSetConverter : JsonConverter<AlertSet>
{
    private static readonly JsonEncodedText[] Names =
    [
        JsonEncodedText.Encode("parkingBrake"),
        JsonEncodedText.Encode("clusterIssue"),
        JsonEncodedText.Encode("stop"),
        JsonEncodedText.Encode("batteryCharge"),
        JsonEncodedText.Encode("brakeSystemProblem"),
        JsonEncodedText.Encode("service"),
        JsonEncodedText.Encode("batteryTemperature"),
        JsonEncodedText.Encode("turtleMode"),
    ];

    public override AlertSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("Alerts are an object.");
        var active = Alerts.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var alert = AlertNamed(ref reader);
            reader.Read();
            if (alert == Alerts.None) reader.Skip();
            else if (reader.TokenType == JsonTokenType.True) active |= alert;
            else if (reader.TokenType == JsonTokenType.False) active &= ~alert;
            else throw new JsonException("An alert is true or false.");
        }

        return new AlertSet(active, active);
    }

    public override void Write(Utf8JsonWriter writer, AlertSet value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        for (var i = 0; i < Names.Length; i++) writer.WriteBoolean(Names[i], ((int)value.Active & (1 << i)) != 0);
        writer.WriteEndObject();
    }

    private static Alerts AlertNamed(ref Utf8JsonReader reader)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (reader.ValueTextEquals(Names[i].EncodedUtf8Bytes)) return (Alerts)(1 << i);
        }

        return Alerts.None;
    }
}
