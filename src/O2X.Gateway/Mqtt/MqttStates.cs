using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Mqtt;

/// <summary>The newest of the states that change by what happens, status and link, for a broker that has forgotten them.</summary>
internal sealed class MqttStates
{
    private readonly Dictionary<string, BrokerMessage> _messages = [];
    private VehicleId _vehicle;

    /// <summary>Takes the states of a vehicle as they are when nothing has happened yet.</summary>
    public void Begin(VehicleView view, MqttOptions options)
    {
        if (_vehicle == view.Identity.Id) return;
        _vehicle = view.Identity.Id;
        _messages.Clear();
        foreach (var message in PresentMessages.First(view, options)) _messages[message.Topic] = message;
    }

    /// <summary>Takes a newer one; any other message is none of its.</summary>
    public void Keep(BrokerMessage message)
    {
        if (_messages.ContainsKey(message.Topic)) _messages[message.Topic] = message;
    }

    public IReadOnlyList<BrokerMessage> Of(VehicleId vehicle) => vehicle == _vehicle ? [.. _messages.Values] : [];
}
