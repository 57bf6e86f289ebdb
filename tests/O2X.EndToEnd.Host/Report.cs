using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using O2X.Links;

namespace O2X.EndToEnd.Host;

/// <summary>
/// Prints what happens, one JSON object a line, from a task of its own: who reports never waits for the file, and a script that
/// waits for a line sees it as soon as nothing more is at hand.
/// </summary>
internal sealed class Report : IAsyncDisposable
{
    // As they are, without escapes, so that a script can search for them.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly Task _printing;

    public Report(TextWriter output) => _printing = Task.Run(() => PrintAsync(output));

    public void Write(string what, params (string Key, JsonNode? Value)[] more)
    {
        var line = new JsonObject { ["what"] = what };
        foreach (var (key, value) in more) line[key] = value;
        _lines.Writer.TryWrite(line.ToJsonString(Plain));
    }

    public void Write(string what, LinkFault fault) => Write(what,
        ("reason", fault.Reason.ToString()), ("detail", fault.Detail), ("advice", fault.Advice), ("code", fault.Code));

    public void WritePacket(ReadOnlySpan<byte> packet) =>
        _lines.Writer.TryWrite($$"""{"what":"packet","bytes":"{{Convert.ToHexString(packet)}}"}""");

    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await _printing;
    }

    private async Task PrintAsync(TextWriter output)
    {
        while (await _lines.Reader.WaitToReadAsync())
        {
            while (_lines.Reader.TryRead(out var line)) output.WriteLine(line);
            output.Flush();
        }
    }
}
