using System.Text;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Mqtt;

/// <summary>What comes from the broker: Home Assistant's birth message, and commands where they are switched on.</summary>
internal sealed class MqttInbox(MqttCommands commands, MqttOptions options, VehicleId vehicle)
{
    private readonly MqttTopics _topics = MqttTopics.Of(options, vehicle);
    private int _birth;

    /// <summary>Takes one message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="reply">Sends the reply to a command.</param>
    public async Task ReceiveAsync(BrokerMessage message, Func<BrokerMessage, Task> reply)
    {
        if (options.HomeAssistant && message.Topic == _topics.Birth)
        {
            if (message.Payload.Span.SequenceEqual("online"u8)) Volatile.Write(ref _birth, 1);
        }
        else if (options.Commands && _topics.CommandOf(message.Topic) is { } name
            && await commands.CarryOutAsync(name, message, _topics).ConfigureAwait(false) is { } answer)
        {
            await reply(answer).ConfigureAwait(false);
        }
    }

    /// <summary>Whether Home Assistant has started since this was asked.</summary>
    public bool TakeBirth() => Interlocked.Exchange(ref _birth, 0) == 1;
}
