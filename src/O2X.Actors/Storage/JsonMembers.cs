using System.Text.Json;
using O2X.Vehicles;

namespace O2X.Actors.Storage;

/// <summary>Reads members of JSON objects; what is of another kind than it should be is a <see cref="JsonException"/>.</summary>
internal static class JsonMembers
{
    /// <summary>A member; null when it is not there.</summary>
    public static JsonElement? Member(this JsonElement parent, string name, JsonValueKind kind)
    {
        if (parent.ValueKind != JsonValueKind.Object) throw new JsonException("An object was expected.");
        if (!parent.TryGetProperty(name, out var member)) return null;
        return member.ValueKind == kind ? member : throw new JsonException($"'{name}' is not of the kind {kind}.");
    }

    /// <summary>A text; null when it is not there.</summary>
    public static string? Text(this JsonElement parent, string name) => parent.Member(name, JsonValueKind.String)?.GetString();

    /// <summary>A moment.</summary>
    public static DateTimeOffset Moment(this JsonElement parent, string name) =>
        parent.Member(name, JsonValueKind.String) is { } member && member.TryGetDateTimeOffset(out var moment)
            ? moment.ToUniversalTime()
            : throw new JsonException($"'{name}' is missing or no moment.");

    /// <summary>The elements of an array; none when it is not there.</summary>
    public static IEnumerable<JsonElement> Elements(this JsonElement parent, string name) =>
        parent.Member(name, JsonValueKind.Array) is { } array ? array.EnumerateArray() : [];

    public static Vin ToVin(this string? text) => Vin.TryParse(text, out var vin) ? vin : throw new JsonException("A VIN is missing or not one.");
}
