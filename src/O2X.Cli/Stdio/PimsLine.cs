using System.Buffers;
using System.Text.Json;
using O2X.Actors;

namespace O2X.Cli.Stdio;

/// <summary>A line of <c>o2x pims</c> that was read: a call, or what is wrong with it.</summary>
/// <param name="Id">The caller's name of the call, as JSON: text or a number; null when none could be read.</param>
/// <param name="Method">The method, in lower case as documented.</param>
/// <param name="Api">The API's name, where the method has one.</param>
/// <param name="Parameters">The parameters.</param>
/// <param name="Error">Why it cannot be carried out; null when it can.</param>
internal sealed record PimsLine(JsonElement? Id, string Method, string Api, PimsParameters Parameters, PimsError? Error = null)
{
    private const int WrongLine = 2102;
    private const int MissingPart = 2101;

    private static readonly string[] _methods = ["initialize", "release", "get", "set", "subscribe", "unsubscribe"];

    /// <summary>Reads a line.</summary>
    public static PimsLine Read(ReadOnlySequence<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(document.RootElement)
                : Wrong(null, WrongLine, "Invalid line parameter: an object was expected");
        }
        catch (JsonException)
        {
            return Wrong(null, WrongLine, "Invalid line parameter: it is not JSON");
        }
    }

    /// <summary>A line that is longer than any call.</summary>
    public static PimsLine TooLong(int longest) => Wrong(null, WrongLine, $"Invalid line parameter: it has more than {longest} bytes");

    private static PimsLine Read(JsonElement line)
    {
        JsonElement? id = line.TryGetProperty("id", out var given) && given.ValueKind is JsonValueKind.String or JsonValueKind.Number ? given.Clone() : null;
        if (Text(line, "method") is not { } method)
            return line.TryGetProperty("method", out _) ? Wrong(id, WrongLine, "Invalid method parameter") : Wrong(id, MissingPart, "Missing method parameter");
        if (!_methods.Contains(method)) return Wrong(id, WrongLine, $"Invalid method parameter: it is one of {string.Join(", ", _methods)}");
        if (line.TryGetProperty("api", out var api) && api.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
            return Wrong(id, WrongLine, "Invalid api parameter");
        if (!line.TryGetProperty("parameters", out var parameters) || parameters.ValueKind == JsonValueKind.Null)
            return new PimsLine(id, method, Text(line, "api") ?? "", PimsParameters.None);
        return parameters.ValueKind == JsonValueKind.Object
            ? new PimsLine(id, method, Text(line, "api") ?? "", PimsParameters.From(parameters))
            : Wrong(id, WrongLine, "Invalid parameters parameter");
    }

    private static PimsLine Wrong(JsonElement? id, int code, string label) =>
        new(id, "", "", PimsParameters.None, new PimsError(code, label));

    private static string? Text(JsonElement line, string name)
    {
        try
        {
            return line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is well-formed JSON and yet no text.
            return null;
        }
    }
}
