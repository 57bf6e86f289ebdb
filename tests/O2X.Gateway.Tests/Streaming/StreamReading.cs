using System.Text.Json;

namespace O2X.Gateway.Tests.Streaming;

/// <summary>An event of a stream; a comment has no name.</summary>
internal sealed record StreamEvent(string? Id, string? Name, string? Data)
{
    public long Number => long.Parse(Id!, System.Globalization.CultureInfo.InvariantCulture);

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Data!);
}

/// <summary>Reads server-sent events.</summary>
internal sealed class StreamReading : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private StreamReading(HttpResponseMessage response, Stream body) => (_response, _lines) = (response, new StreamReader(body));

    public HttpResponseMessage Response => _response;

    /// <summary>The last number that was told: where a client goes on.</summary>
    public string? Position { get; private set; }

    public static async Task<StreamReading> StartAsync(GatewayHost host, string? last = null, string path = "/api/stream")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (last is not null) request.Headers.TryAddWithoutValidation("Last-Event-ID", last);
        var response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new StreamReading(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event or comment; null at the end.</summary>
    public async Task<StreamEvent?> NextAsync()
    {
        string? id = null, name = null, data = null;
        while (await _lines.ReadLineAsync() is { } line)
        {
            if (line.Length == 0)
            {
                Position = id ?? Position;
                // A number alone is where the listener stands, and no event.
                if (id is null || name is not null) return new StreamEvent(id, name, data);
                id = null;
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var value = line[(colon + 1)..].TrimStart(' ');
            switch (line[..colon])
            {
                case "id": id = value; break;
                case "event": name = value; break;
                case "data": data = data is null ? value : $"{data}\n{value}"; break;
                case "": break;
                default: throw new InvalidDataException(line);
            }
        }

        return null;
    }

    /// <summary>The next event of a name.</summary>
    public async Task<StreamEvent> NextAsync(string name)
    {
        while (true)
        {
            var next = await NextAsync() ?? throw new EndOfStreamException();
            if (next.Name == name) return next;
        }
    }

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }
}
