using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using O2X.Gateway.Feed;

namespace O2X.Gateway.Mqtt;

/// <summary>
/// The message of each record that the feed tells, be it new or from the journal, without the VIN. Statuses and reports of the link are
/// retained, for who subscribes later; events are not: they are over.
/// </summary>
internal static class RecordMessages
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The message; null for values, of which only the newest count.</summary>
    /// <param name="record">The record.</param>
    /// <param name="topics">The topics of its vehicle; of a gap: of the present one.</param>
    public static BrokerMessage? Of(FeedRecord record, MqttTopics topics) => record.Kind switch
    {
        FeedKind.Status => BrokerMessage.Retained(topics.Status, Write(record, WriteStatus)),
        FeedKind.Link => BrokerMessage.Retained(topics.Link, Write(record, WriteLink)),
        FeedKind.Event => new BrokerMessage(topics.Event, Write(record, WriteEvent)),
        FeedKind.Gap => new BrokerMessage(topics.Gap, record.Json),
        _ => null,
    };

    private static byte[] Write(FeedRecord record, Action<Utf8JsonWriter, FeedRecord, JsonElement> write)
    {
        using var document = JsonDocument.Parse(record.Json);
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, _options))
        {
            writer.WriteStartObject();
            write(writer, record, document.RootElement);
            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void WriteStatus(Utf8JsonWriter writer, FeedRecord record, JsonElement json)
    {
        writer.WriteString("status", json.TryGetProperty("status", out var status) ? status.GetString() : null);
        WriteTime(writer, record);
    }

    private static void WriteLink(Utf8JsonWriter writer, FeedRecord record, JsonElement json)
    {
        foreach (var member in json.EnumerateObject().Where(member => member.Name != "vin")) member.WriteTo(writer);
    }

    // The number lets a reader tell an event that came twice.
    private static void WriteEvent(Utf8JsonWriter writer, FeedRecord record, JsonElement json)
    {
        writer.WriteString("event_type", json.TryGetProperty("event", out var name) ? name.GetString() : null);
        writer.WriteNumber("id", record.Id);
        foreach (var member in json.EnumerateObject().Where(member => member.Name is not "event")) member.WriteTo(writer);
    }

    private static void WriteTime(Utf8JsonWriter writer, FeedRecord record) =>
        writer.WriteString("at", record.At == default ? null : record.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
}
