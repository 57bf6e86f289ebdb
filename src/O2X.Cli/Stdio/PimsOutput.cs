using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using O2X.Actors;

namespace O2X.Cli.Stdio;

/// <summary>Writes answers, a line each, on its way at once.</summary>
internal sealed class PimsOutput(Stream stream)
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<IOException> _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when nothing can be written any more.</summary>
    public Task<IOException> Broken => _broken.Task;

    /// <summary>A message to a call: <c>{"id":…,"message":{…}}</c>.</summary>
    public void Message(JsonElement? id, PimsMessage message) => Write(id, "message", message.WriteTo);

    /// <summary>A line that is no call: <c>{"id":…,"error":{"code":…,"label":…}}</c>.</summary>
    public void Error(JsonElement? id, PimsError error) => Write(id, "error", json =>
    {
        json.WriteStartObject();
        json.WriteNumber("code", error.Code);
        json.WriteString("label", error.Label);
        json.WriteEndObject();
    });

    private void Write(JsonElement? id, string name, Action<Utf8JsonWriter> writeValue)
    {
        var line = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(line, _options))
        {
            json.WriteStartObject();
            json.WritePropertyName("id");
            if (id is { } given) given.WriteTo(json);
            else json.WriteNullValue();
            json.WritePropertyName(name);
            writeValue(json);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        lock (_gate)
        {
            try
            {
                if (Broken.IsCompleted) return;
                stream.Write(line.WrittenSpan);
                stream.Flush();
            }
            catch (IOException problem)
            {
                _broken.TrySetResult(problem);
            }
        }
    }
}
