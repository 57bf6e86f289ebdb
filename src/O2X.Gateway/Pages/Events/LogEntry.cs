using System.Text.Json;
using O2X.Actors;
using O2X.Gateway.Feed;
using O2X.Links;

namespace O2X.Gateway.Pages.Events;

/// <summary>A line of the event log.</summary>
/// <param name="Id">The number of its record.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="Kind">Its kind in a word.</param>
/// <param name="Text">What happened.</param>
/// <param name="More">Why, and what to do; null when there is nothing to add.</param>
/// <param name="IsAlarming">Whether it asks for somebody's attention.</param>
public sealed record LogEntry(long Id, DateTimeOffset At, string Kind, string Text, string? More, bool IsAlarming)
{
    // All of them are read from their JSON: of what the journal kept nothing else is known.
    internal static LogEntry Of(FeedRecord record)
    {
        using var document = JsonDocument.Parse(record.Json);
        var root = document.RootElement;
        return record.Kind switch
        {
            FeedKind.Status => new(record.Id, record.At, "Status", Capital(Word(root, "status") ?? "unknown"), null, IsAlarming: false),
            FeedKind.Event => new(record.Id, record.At, "Event", EventOf(Word(root, "event")), Why(root), IsAlarming: true),
            FeedKind.Link => OfLink(record, root),
            _ => new(record.Id, record.At, "Gap", "Older entries are not kept", null, IsAlarming: false),
        };
    }

    private static LogEntry OfLink(FeedRecord record, JsonElement root)
    {
        if (root.TryGetProperty("invalidData", out var invalid) && invalid.ValueKind == JsonValueKind.Object)
        {
            var bad = Number(invalid, "malformed") + Number(invalid, "implausible");
            return new(record.Id, record.At, "Link", "Invalid data", $"{bad} of {Number(invalid, "packets")} packets could not be used.", IsAlarming: true);
        }

        var isAsleep = root.TryGetProperty("asleep", out var asleep) && asleep.ValueKind == JsonValueKind.True;
        var state = Enum.TryParse<LinkState>(Word(root, "state"), ignoreCase: true, out var known) ? known : LinkState.Closing;
        var isAlarming = !isAsleep && state is LinkState.Stale or LinkState.WaitingForAdapter;
        var why = state == LinkState.Ready || Word(root, "reason") == "localRequest" ? null : Why(root);
        var text = isAsleep ? "asleep" : state == LinkState.Idle && why is not null ? "ended" : LinkText.Of(state);
        return new(record.Id, record.At, "Link", Capital(text), why, isAlarming);
    }

    private static string? Why(JsonElement root)
    {
        if (Word(root, "reason") is not { } said) return null;
        var reason = Enum.TryParse<LinkLossReason>(said, ignoreCase: true, out var known) ? known : LinkLossReason.Unknown;
        return LinkText.Of(new LinkFault(reason, Word(root, "detail"), Word(root, "advice"))) is { } words ? Capital(words) : null;
    }

    private static string EventOf(string? name) => name switch
    {
        "disconnected" => "Disconnected",
        "cantCharge" => "Cannot charge: the park brake is off",
        _ => name ?? "unknown",
    };

    private static string? Word(JsonElement root, string name) =>
        root.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static long Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var value) ? value : 0;

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
