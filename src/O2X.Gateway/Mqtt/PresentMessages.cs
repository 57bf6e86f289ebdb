using System.Globalization;
using O2X.Actors;
using O2X.Gateway.Feed;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Mqtt;

/// <summary>What the broker shall hold at a moment: one retained message for each topic that tells a state.</summary>
internal static class PresentMessages
{
    public const string Online = "online";
    public const string Offline = "offline";

    /// <summary>What is told before anything that happened: who is there, and how Home Assistant shows it.</summary>
    public static IEnumerable<BrokerMessage> Head(VehicleView view, MqttOptions options, string version)
    {
        var topics = MqttTopics.Of(options, view.Identity.Id);
        yield return options.HomeAssistant
            ? BrokerMessage.Retained(topics.Discovery, HomeAssistantDiscovery.Of(topics, view.Identity, version))
            : BrokerMessage.Deletion(topics.Discovery);
        yield return BrokerMessage.Retained(topics.Gateway, Online);
    }

    /// <summary>What is told after it.</summary>
    public static IEnumerable<BrokerMessage> Values(VehicleView view, MqttOptions options)
    {
        var topics = MqttTopics.Of(options, view.Identity.Id);
        yield return BrokerMessage.Retained(topics.Linked, view.Link.State == LinkState.Ready ? Online : Offline);
        yield return BrokerMessage.Retained(topics.Values, ValuesJson.Of(view));
        yield return OrDeletion(topics.Age, ValuesJson.HeardAt(view) is { } heard ? Text(Math.Max(0, (long)(view.At - heard).TotalMinutes)) : null);
        yield return OrDeletion(topics.EvccSoc, options.Evcc && ValuesJson.Charge(view) is { } charge ? Text(charge) : null);
        yield return OrDeletion(topics.EvccRange, options.Evcc && ValuesJson.Range(view) is { } range ? Text(range) : null);
        yield return OrDeletion(topics.EvccOdometer, options.Evcc && ValuesJson.Odometer(view) is { } odometer ? Text(odometer) : null);
        yield return OrDeletion(topics.EvccStatus, options.Evcc ? EvccStatus.Of(view.Snapshot) : null);
    }

    /// <summary>The states that change by what happens, as they are before anything did.</summary>
    public static IEnumerable<BrokerMessage> First(VehicleView view, MqttOptions options)
    {
        var topics = MqttTopics.Of(options, view.Identity.Id);
        yield return RecordMessages.Of(FeedRecord.Link(view.LastId, view.Identity.Id, view.Link), topics)!;
        yield return RecordMessages.Of(FeedRecord.Status(view.LastId, view.Identity.Id, view.Snapshot ?? default), topics)!;
    }

    // What is not known is not told, not even as it was.
    private static BrokerMessage OrDeletion(string topic, string? text) =>
        text is null ? BrokerMessage.Deletion(topic) : BrokerMessage.Retained(topic, text);

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
