using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace O2X.Actors;

/// <summary>
/// The parameters of a call: an object, given as a dictionary, as JSON, or as JSON text. Keys are the SDK's.
/// </summary>
/// <remarks>Immutable: what it was made from may be changed afterwards.</remarks>
public sealed class PimsParameters
{
    private const int Deepest = 16;

    private PimsParameters(JsonElement root) => Root = root;

    /// <summary>No parameters.</summary>
    public static PimsParameters None { get; } = From(new JsonObject());

    internal JsonElement Root { get; }

    /// <summary>Takes parameters from a dictionary. Values are null, text, numbers, Booleans, JSON, lists, and dictionaries of those.</summary>
    /// <exception cref="ArgumentException">A value is of another type.</exception>
    public static PimsParameters From(IEnumerable<KeyValuePair<string, object?>> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return From(ObjectOf(parameters, 0));
    }

    /// <summary>Takes parameters from a JSON object.</summary>
    public static PimsParameters From(JsonObject parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return new PimsParameters(JsonSerializer.SerializeToElement(parameters, PimsJson.Default.JsonObject));
    }

    /// <summary>Takes parameters from a JSON element.</summary>
    /// <exception cref="ArgumentException">It is not an object.</exception>
    public static PimsParameters From(JsonElement parameters) => parameters.ValueKind == JsonValueKind.Object
        ? new PimsParameters(parameters.Clone())
        : throw new ArgumentException("Parameters are a JSON object.", nameof(parameters));

    /// <summary>Takes parameters from JSON text.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="ArgumentException">It is not an object.</exception>
    public static PimsParameters Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return From(document.RootElement);
    }

    private static JsonObject ObjectOf(IEnumerable<KeyValuePair<string, object?>> pairs, int depth)
    {
        var result = new JsonObject();
        foreach (var (key, value) in pairs) result[key] = NodeOf(value, depth + 1);
        return result;
    }

    private static JsonNode? NodeOf(object? value, int depth) => value switch
    {
        _ when depth > Deepest => throw new ArgumentException($"Parameters are nested more than {Deepest} deep."),
        null => null,
        JsonNode node => node.DeepClone(),
        JsonElement element => JsonNode.Parse(element.GetRawText()),
        string text => JsonValue.Create(text),
        bool boolean => JsonValue.Create(boolean),
        float or double => NumberOf(((IConvertible)value).ToDouble(CultureInfo.InvariantCulture)),
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal =>
            JsonValue.Create(((IConvertible)value).ToDecimal(CultureInfo.InvariantCulture)),
        IDictionary nested => ObjectOf(
            nested.Keys.Cast<object>().Select(key => KeyValuePair.Create(key.ToString()!, nested[key])), depth),
        IEnumerable<KeyValuePair<string, object?>> nested => ObjectOf(nested, depth),
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(item => NodeOf(item, depth + 1))]),
        _ => throw new ArgumentException($"A parameter cannot be a {value.GetType().Name}."),
    };

    // JSON has no word for some: they are told as text, and so as invalid wherever a number is wanted.
    private static JsonValue NumberOf(double number) =>
        double.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create(number.ToString(CultureInfo.InvariantCulture));
}
