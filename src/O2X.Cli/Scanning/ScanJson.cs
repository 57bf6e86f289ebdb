using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using O2X.Cli.Output;
using O2X.Links.Time;

namespace O2X.Cli.Scanning;

/// <summary>
/// One JSON object a line: <c>{"stream":"sighting","value":{…}}</c>, for each device at most once a second, and at once when something
/// else than its strength changes.
/// </summary>
/// <param name="stream">Where to.</param>
/// <param name="clock">The clock that sightings are stamped with.</param>
internal sealed class ScanJson(Stream stream, TimeProvider clock) : IScanOutput
{
    private readonly ArrayBufferWriter<byte> _line = new(1024);
    private readonly Dictionary<string, long> _told = [];

    public void Heard(HeardDevice? before, HeardDevice now)
    {
        if (!ScanWords.HasChanged(before, now) && now.LastHeard - _told.GetValueOrDefault(now.Address) < TimeSpan.TicksPerSecond) return;
        // As many as the table holds, and no more.
        if (_told.Count > ScanTable.Most) _told.Clear();
        _told[now.Address] = now.LastHeard;

        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) Write(json, now);
        _line.Write("\n"u8);
        stream.Write(_line.WrittenSpan);
        stream.Flush();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Write(Utf8JsonWriter json, HeardDevice device)
    {
        var sighting = device.Sighting;
        json.WriteStartObject();
        json.WriteString("stream", "sighting");
        json.WriteStartObject("value");
        json.WriteString("at", Wording.Milliseconds(clock.GetUtcNow() - TimeSpan.FromTicks(clock.GetTicks() - device.LastHeard)));
        json.WriteString("address", device.Address);
        json.WriteString("name", device.Name);
        if (device.Rssi is { } rssi) json.WriteNumber("rssi", rssi);
        else json.WriteNull("rssi");
        json.WriteString("profile", device.Profile);
        if (device.Tag == TagMatch.Unknown) json.WriteNull("tagMatches");
        else json.WriteBoolean("tagMatches", device.Tag == TagMatch.Yes);
        json.WriteStartArray("services");
        foreach (var service in sighting.ServiceUuids) json.WriteStringValue(service);
        json.WriteEndArray();
        if (sighting.Company is { } company)
        {
            json.WriteStartObject("manufacturer");
            json.WriteNumber("company", company);
            json.WriteString("data", Convert.ToHexStringLower(sighting.ManufacturerData.Span));
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("manufacturer");
        }

        json.WriteNumber("count", device.Count);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
