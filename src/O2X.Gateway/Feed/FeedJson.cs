using System.Text.Encodings.Web;
using System.Text.Json;
using O2X.Actors;
using O2X.Vehicles.Json;

namespace O2X.Gateway.Feed;

/// <summary>The JSON of records, the same as <c>o2x watch --json</c> writes as <c>value</c>.</summary>
internal static class FeedJson
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(FeedRecord record)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, _options))
        {
            if (record.TryGetSnapshot(out var snapshot)) VehicleJson.WriteTo(writer, snapshot.ToInformation());
            else if (record.Happened is { } happened) EngineJson.WriteTo(writer, happened);
            else if (record.Report is { } report) EngineJson.WriteTo(writer, report);
            else WriteGap(writer, record);
        }

        return bytes.ToArray();
    }

    private static void WriteGap(Utf8JsonWriter writer, FeedRecord record)
    {
        writer.WriteStartObject();
        writer.WriteNumber("lostUpTo", record.Id);
        writer.WriteEndObject();
    }
}
