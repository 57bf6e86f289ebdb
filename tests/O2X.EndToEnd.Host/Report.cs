using System.Text.Json;
using System.Text.Json.Nodes;
using O2X.Links;

namespace O2X.EndToEnd.Host;

/// <summary>Prints what happens, one JSON object a line, flushed line by line: a script waits for the lines.</summary>
internal sealed class Report(TextWriter output)
{
    // As they are, without escapes, so that a script can search for them.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _gate = new();

    public void Write(string what, LinkFault fault) => Write(what,
        ("reason", fault.Reason.ToString()), ("detail", fault.Detail), ("advice", fault.Advice), ("code", fault.Code));

    public void Write(string what, params (string Key, JsonNode? Value)[] more)
    {
        var line = new JsonObject { ["what"] = what };
        foreach (var (key, value) in more) line[key] = value;
        lock (_gate)
        {
            output.WriteLine(line.ToJsonString(Plain));
            output.Flush();
        }
    }
}
