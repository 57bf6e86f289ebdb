using System.Text;

namespace O2X.Gateway.Mqtt;

/// <summary>A message for or from a broker.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="Payload">Its content. Empty and retained: what is retained is deleted.</param>
/// <param name="IsRetained">Whether the broker keeps it for who subscribes later; of a received one: whether it was kept.</param>
internal sealed record BrokerMessage(string Topic, ReadOnlyMemory<byte> Payload, bool IsRetained = false)
{
    /// <summary>Where the sender of a command wants its reply (MQTT 5); null: the usual topic.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>What the reply repeats, so that the sender knows it again (MQTT 5).</summary>
    public byte[]? Correlation { get; init; }

    public string Text => Encoding.UTF8.GetString(Payload.Span);

    public static BrokerMessage Retained(string topic, string text) => new(topic, Encoding.UTF8.GetBytes(text), IsRetained: true);

    public static BrokerMessage Retained(string topic, byte[] payload) => new(topic, payload, IsRetained: true);

    /// <summary>Takes back what was retained.</summary>
    public static BrokerMessage Deletion(string topic) => new(topic, ReadOnlyMemory<byte>.Empty, IsRetained: true);
}
