using System.Text.Json;
using O2X.Actors;
using O2X.Gateway.Vehicles;
using O2X.Vehicles;

namespace O2X.Gateway.Mqtt;

/// <summary>A command that came by MQTT, as its sender wrote it.</summary>
internal sealed record MqttRequest
{
    public const int MostBytes = 4096;

    private const int LongestId = 64;

    /// <summary>What the reply repeats; null: the sender gave nothing.</summary>
    public string? Id { get; private init; }

    /// <summary>What to subscribe to; null for another command.</summary>
    public SubscribeCommand? Subscribe { get; private init; }

    public bool IsUnsubscribe { get; private init; }

    public TimeSpan? Scan { get; private init; }

    public TimeSpan? LooseConnection { get; private init; }

    public TimeSpan? ChangeStatus { get; private init; }

    /// <summary>Reads a command.</summary>
    /// <param name="name">The end of its topic.</param>
    /// <param name="payload">A JSON object, or nothing.</param>
    /// <param name="request">The command; when it is refused, only its id.</param>
    /// <returns>Why it is refused, for people; null: it is not.</returns>
    public static string? Read(string name, ReadOnlyMemory<byte> payload, out MqttRequest request)
    {
        request = new MqttRequest();
        if (payload.Length > MostBytes) return $"A command is at most {MostBytes} bytes long.";
        try
        {
            using var document = JsonDocument.Parse(payload.IsEmpty ? "{}"u8.ToArray() : payload);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return "A command is a JSON object.";
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (request.With(name, member) is not { } next) return $"{name} does not take '{Shown(member.Name)}' with this value.";
                request = next;
            }

            request = name switch
            {
                "subscribe" => request with { Subscribe = request.Subscribe ?? new SubscribeCommand() },
                "unsubscribe" => request with { IsUnsubscribe = true },
                _ => request,
            };
            return name is "subscribe" or "unsubscribe" or "timeouts" ? null : $"There is no command '{Shown(name)}'.";
        }
        catch (JsonException)
        {
            return "The payload is no JSON.";
        }
    }

    // Null: not a member of the command, or not of its kind.
    private MqttRequest? With(string name, JsonProperty member) => (name, member.Name, member.Value.ValueKind) switch
    {
        (_, "id", JsonValueKind.String) => member.Value.GetString() is { Length: <= LongestId } id ? this with { Id = id } : null,
        ("subscribe", "vin", JsonValueKind.String) => Vin.TryParse(member.Value.GetString(), out var vin) ? WithSubscribe(now => now with { Vin = vin }) : null,
        ("subscribe", "firstTime", JsonValueKind.True or JsonValueKind.False) => WithSubscribe(now => now with { FirstTime = member.Value.GetBoolean() }),
        ("subscribe", "source", JsonValueKind.String) => WithSubscribe(now => now with { Source = member.Value.GetString() }),
        ("subscribe", "reception", JsonValueKind.String) => member.Value.GetString() switch
        {
            "information" => WithSubscribe(now => now with { Reception = Reception.Information }),
            "status" => WithSubscribe(now => now with { Reception = Reception.Status }),
            _ => null,
        },
        ("timeouts", "scan", JsonValueKind.Number) => Time(member) is { } time ? this with { Scan = time } : null,
        ("timeouts", "looseConnection", JsonValueKind.Number) => Time(member) is { } time ? this with { LooseConnection = time } : null,
        ("timeouts", "changeStatus", JsonValueKind.Number) => Time(member) is { } time ? this with { ChangeStatus = time } : null,
        _ => null,
    };

    private MqttRequest WithSubscribe(Func<SubscribeCommand, SubscribeCommand> change) =>
        this with { Subscribe = change(Subscribe ?? new SubscribeCommand()) };

    private static TimeSpan? Time(JsonProperty member) =>
        member.Value.TryGetInt32(out var milliseconds) ? TimeSpan.FromMilliseconds(milliseconds) : null;

    private static string Shown(string text) => string.Concat(text.Take(40).Select(c => char.IsControl(c) ? '?' : c));
}
