namespace O2X.Gateway.Mqtt;

/// <summary>How the gateway talks to an MQTT broker.</summary>
internal sealed class MqttOptions
{
    public const string Section = $"{GatewayOptions.Section}:Mqtt";

    /// <summary>The broker, as <c>mqtt://host:1883</c>; default (null): MQTT is off.</summary>
    public string? Broker { get; set; }
}
