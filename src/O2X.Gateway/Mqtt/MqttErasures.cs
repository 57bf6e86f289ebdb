using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Mqtt;

/// <summary>Takes back what the broker retains of a vehicle that the gateway has forgotten, also when the broker is away at that time.</summary>
internal sealed class MqttErasures(VehicleDirectory directory, MqttOptions options)
{
    private readonly Queue<BrokerMessage> _waiting = new();
    private HashSet<VehicleId> _known = [.. directory.All.Select(vehicle => vehicle.Id)];

    /// <summary>Sends what there is to take back; a message stays until the broker has it.</summary>
    public async Task DrainAsync(Func<BrokerMessage, Task> send)
    {
        HashSet<VehicleId> now = [.. directory.All.Select(vehicle => vehicle.Id)];
        foreach (var topic in _known.Except(now).SelectMany(forgotten => MqttTopics.Of(options, forgotten).AllRetained))
            _waiting.Enqueue(BrokerMessage.Deletion(topic));
        _known = now;
        while (_waiting.TryPeek(out var message))
        {
            await send(message).ConfigureAwait(false);
            _waiting.Dequeue();
        }
    }
}
