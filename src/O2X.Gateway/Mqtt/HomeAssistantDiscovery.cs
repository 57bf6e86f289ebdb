using System.Text.Encodings.Web;
using System.Text.Json;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Mqtt;

/// <summary>
/// The document by which Home Assistant makes one device with all entities of a vehicle: device-based discovery, which it knows since
/// <see cref="LeastVersion"/>. Names and ids are those of the directory, never the VIN.
/// </summary>
internal static class HomeAssistantDiscovery
{
    public const string LeastVersion = "2024.12";

    private const int QualityOfService = 1;

    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Makes the document.</summary>
    /// <param name="topics">The vehicle's topics.</param>
    /// <param name="vehicle">The vehicle.</param>
    /// <param name="version">The gateway's version.</param>
    public static byte[] Of(MqttTopics topics, VehicleIdentity vehicle, string version)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, _options))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("device");
            writer.WriteStartArray("identifiers");
            writer.WriteStringValue($"o2x_{vehicle.Id}");
            writer.WriteEndArray();
            writer.WriteString("name", vehicle.Alias);
            writer.WriteEndObject();
            writer.WriteStartObject("origin");
            writer.WriteString("name", "o2x");
            writer.WriteString("sw_version", version);
            writer.WriteEndObject();
            writer.WriteStartObject("components");
            foreach (var entity in HomeAssistantEntities.Of(topics)) Write(writer, entity, topics);
            writer.WriteEndObject();
            writer.WriteNumber("qos", QualityOfService);
            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, HomeAssistantEntity entity, MqttTopics topics)
    {
        writer.WriteStartObject(entity.Key);
        writer.WriteString("platform", entity.Platform);
        writer.WriteString("unique_id", $"o2x_{topics.Vehicle}_{entity.Key}");
        writer.WriteString("name", entity.Name);
        writer.WriteString("state_topic", entity.Topic ?? topics.Values);
        if (entity.Member is { } member) writer.WriteString("value_template", $"{{{{ value_json.{member} }}}}");
        if (entity.Platform == "binary_sensor")
        {
            // As its templates write true and false.
            writer.WriteString("payload_on", "True");
            writer.WriteString("payload_off", "False");
        }

        WriteIf(writer, "device_class", entity.DeviceClass);
        WriteIf(writer, "state_class", entity.StateClass);
        WriteIf(writer, "unit_of_measurement", entity.Unit);
        if (entity.Precision is { } precision) writer.WriteNumber("suggested_display_precision", precision);
        WriteIf(writer, "options", entity.Options);
        WriteIf(writer, "event_types", entity.EventTypes);
        WriteIf(writer, "json_attributes_topic", entity.Attributes);
        if (entity.IsDiagnostic) writer.WriteString("entity_category", "diagnostic");
        if (!entity.IsEnabled) writer.WriteBoolean("enabled_by_default", false);
        WriteAvailability(writer, entity.Need, topics);
        writer.WriteEndObject();
    }

    private static void WriteAvailability(Utf8JsonWriter writer, EntityNeed need, MqttTopics topics)
    {
        writer.WriteStartArray("availability");
        foreach (var topic in need == EntityNeed.Link ? [topics.Gateway, topics.Linked] : new[] { topics.Gateway })
        {
            writer.WriteStartObject();
            writer.WriteString("topic", topic);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("availability_mode", "all");
    }

    private static void WriteIf(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null) writer.WriteString(name, text);
    }

    private static void WriteIf(Utf8JsonWriter writer, string name, IReadOnlyList<string>? texts)
    {
        if (texts is null) return;
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
