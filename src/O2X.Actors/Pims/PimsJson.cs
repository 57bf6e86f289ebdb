using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace O2X.Actors;

/// <summary>The JSON of the facade, without reflection.</summary>
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class PimsJson : JsonSerializerContext
{
    /// <summary>Makes the data of a message.</summary>
    public static JsonElement Element(JsonObject node) => JsonSerializer.SerializeToElement(node, Default.JsonObject);

    /// <summary>Makes the data of a message by writing it.</summary>
    public static JsonElement Element(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes)) write(writer);
        using var document = JsonDocument.Parse(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
        return document.RootElement.Clone();
    }
}
