using System.Text;
using System.Text.Json;

namespace O2X.Links.Recording;

/// <summary>How the values of a line are read.</summary>
internal static class PacketLogJson
{
    /// <summary>When a recording began.</summary>
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    private const int LongestText = 256;

    /// <summary>Whether the reader is at a key; then it goes on to its value.</summary>
    public static bool Is(ref Utf8JsonReader json, ReadOnlySpan<byte> key) =>
        json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals(key) && json.Read();

    /// <summary>A text; null when the value is none.</summary>
    public static string? TextOf(ref Utf8JsonReader json) => json.TokenType == JsonTokenType.String ? Clean(json.GetString()!) : null;

    /// <summary>A whole number; null when the value is none.</summary>
    public static int? IntegerOf(ref Utf8JsonReader json) =>
        json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var number) ? number : null;

    /// <summary>Whether an exception says that the line is damaged.</summary>
    public static bool IsFault(Exception error) => error is JsonException or InvalidOperationException or FormatException;

    /// <summary>A text as it is kept. It may be shown in a terminal: no control characters, and not without end.</summary>
    public static string Clean(string text) => string.Concat(
        text.EnumerateRunes().Take(LongestText).Select(rune => Rune.IsControl(rune) ? " " : rune.ToString()));
}
