using System.Text.Json;
using System.Text.RegularExpressions;

namespace O2X.Simulator.Tests.Scenarios;

/// <summary>As much of JSON Schema as the scenarios' schema makes use of; a word that is not known here fails the test.</summary>
internal sealed class JsonSchema(string text)
{
    private static readonly HashSet<string> Ignored = ["$schema", "title", "description", "$defs"];

    private readonly JsonElement _root = JsonDocument.Parse(text).RootElement;

    public JsonElement Root => _root;

    /// <summary>What is wrong with a value; empty when nothing is.</summary>
    public IEnumerable<string> Check(JsonElement value) => Check(_root, value, "");

    private IEnumerable<string> Check(JsonElement schema, JsonElement value, string path) =>
        schema.EnumerateObject().Where(rule => !Ignored.Contains(rule.Name)).SelectMany(rule => Check(schema, rule, value, path));

    private IEnumerable<string> Check(JsonElement schema, JsonProperty rule, JsonElement value, string path)
    {
        var isObject = value.ValueKind == JsonValueKind.Object;
        var isText = value.ValueKind == JsonValueKind.String;
        var isArray = value.ValueKind == JsonValueKind.Array;
        var isNumber = value.ValueKind == JsonValueKind.Number;
        return rule.Name switch
        {
            "$ref" => Check(Find(rule.Value.GetString()!), value, path),
            "type" => Unless(IsOf(rule.Value.GetString()!, value)),
            "enum" => Unless(rule.Value.EnumerateArray().Any(item => JsonElement.DeepEquals(item, value))),
            "pattern" => Unless(!isText || Regex.IsMatch(value.GetString()!, rule.Value.GetString()!)),
            "minLength" => Unless(!isText || value.GetString()!.Length >= rule.Value.GetInt32()),
            "maxLength" => Unless(!isText || value.GetString()!.Length <= rule.Value.GetInt32()),
            "minimum" => Unless(!isNumber || value.GetDouble() >= rule.Value.GetDouble()),
            "maximum" => Unless(!isNumber || value.GetDouble() <= rule.Value.GetDouble()),
            "minItems" => Unless(!isArray || value.GetArrayLength() >= rule.Value.GetInt32()),
            "maxItems" => Unless(!isArray || value.GetArrayLength() <= rule.Value.GetInt32()),
            "items" => isArray ? value.EnumerateArray().SelectMany((item, i) => Check(rule.Value, item, $"{path}[{i}]")) : [],
            "required" => Unless(!isObject || Has(value, rule.Value)),
            "dependentRequired" => Unless(!isObject || rule.Value.EnumerateObject().All(key => !value.TryGetProperty(key.Name, out _) || Has(value, key.Value))),
            "properties" => isObject ? value.EnumerateObject().SelectMany(key => Member(rule.Value, key, path)) : [],
            "additionalProperties" => Unless(!isObject || value.EnumerateObject().All(key => schema.GetProperty("properties").TryGetProperty(key.Name, out _))),
            "oneOf" => Unless(rule.Value.EnumerateArray().Count(option => !Check(option, value, path).Any()) == 1),
            "anyOf" => Unless(rule.Value.EnumerateArray().Any(option => !Check(option, value, path).Any())),
            "not" => Unless(Check(rule.Value, value, path).Any()),
            _ => throw new InvalidOperationException($"The test does not know '{rule.Name}'."),
        };

        IEnumerable<string> Unless(bool holds) => holds ? [] : [$"{path}: {rule.Name} does not hold"];
    }

    private IEnumerable<string> Member(JsonElement properties, JsonProperty member, string path) =>
        properties.TryGetProperty(member.Name, out var schema) ? Check(schema, member.Value, $"{path}.{member.Name}") : [];

    private JsonElement Find(string reference) =>
        reference.Split('/')[1..].Aggregate(_root, (element, name) => element.GetProperty(name));

    private static bool Has(JsonElement value, JsonElement names) =>
        names.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _));

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new InvalidOperationException($"The test does not know the type '{type}'."),
    };
}
