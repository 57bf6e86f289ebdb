using System.Text.Json;
using Microsoft.Extensions.Logging;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Mqtt;

/// <summary>Carries out commands that came by MQTT, and makes their replies.</summary>
internal sealed class MqttCommands(VehicleOwner owner, ILogger logger)
{
    /// <summary>Carries one out.</summary>
    /// <param name="name">The end of its topic.</param>
    /// <param name="message">The command.</param>
    /// <param name="topics">The vehicle's topics.</param>
    /// <returns>The reply; null: a command that the broker had kept is old, and is not carried out.</returns>
    public async Task<BrokerMessage?> CarryOutAsync(string name, BrokerMessage message, MqttTopics topics)
    {
        if (message.IsRetained) return null;
        var refusal = MqttRequest.Read(name, message.Payload, out var request);
        var result = refusal is null ? await CarryOutAsync(request).ConfigureAwait(false) : null;
        if (result is { IsDone: true }) MqttLog.CommandDone(logger, name);
        else MqttLog.CommandRefused(logger, Known(name), result?.Words ?? "It is not understood.");
        return new BrokerMessage(TopicOf(message, topics), Reply(Known(name), request.Id, result, refusal)) { Correlation = message.Correlation };
    }

    private Task<CommandResult> CarryOutAsync(MqttRequest request) =>
        request.Subscribe is { } subscribe ? owner.SubscribeAsync(subscribe)
        : request.IsUnsubscribe ? owner.UnsubscribeAsync()
        : owner.SetTimeoutsAsync(request.Scan, request.LooseConnection, request.ChangeStatus);

    private static string TopicOf(BrokerMessage message, MqttTopics topics) =>
        message.ReplyTo is { Length: > 0 } topic && topic.AsSpan().IndexOfAny('+', '#') < 0 ? topic : topics.Reply;

    // What is none comes neither back nor into the log: it may be anything, also a VIN.
    private static string Known(string name) => name is "subscribe" or "unsubscribe" or "timeouts" ? name : "unknown";

    private static byte[] Reply(string name, string? id, CommandResult? result, string? refusal)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteString("command", name);
            writer.WriteString("id", id);
            writer.WriteBoolean("done", result is { IsDone: true });
            if (result?.Error is { } error) writer.WriteNumber("code", error.Code);
            else writer.WriteNull("code");
            writer.WriteString("words", refusal ?? result?.Words);
            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
