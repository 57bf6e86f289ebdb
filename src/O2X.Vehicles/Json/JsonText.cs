using System.Text.Json;

namespace O2X.Vehicles.Json;

internal static class JsonText
{
    /// <summary>Reads a string.</summary>
    /// <exception cref="JsonException">It is no string, or not one of Unicode characters.</exception>
    public static string Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String) throw new JsonException("A string is expected.");
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("The string is not valid Unicode.", e);
        }
    }
}
