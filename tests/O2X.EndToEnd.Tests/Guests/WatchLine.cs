using System.Text.Json;

namespace O2X.EndToEnd.Tests.Guests;

/// <summary>One line of <c>o2x watch --json</c>.</summary>
public sealed record WatchLine(JsonElement Json)
{
    /// <summary>Which stream it is of.</summary>
    public string Stream => Json.GetProperty("stream").GetString()!;

    /// <summary>What the stream told.</summary>
    public JsonElement Value => Json.GetProperty("value");

    /// <summary>Whether it tells that the link is in a state.</summary>
    public bool IsLink(string state) => Stream == "link" && Text("state") == state;

    /// <summary>Whether it tells that the vehicle is asleep.</summary>
    public bool IsAsleep => Stream == "link" && Value.GetProperty("asleep").GetBoolean();

    /// <summary>Whether it tells of an event.</summary>
    public bool IsEvent(string name) => Stream == "event" && Text("event") == name;

    /// <summary>A text of it; null where it has none of that name.</summary>
    public string? Text(string name) => Value.TryGetProperty(name, out var value) ? value.GetString() : null;
}
