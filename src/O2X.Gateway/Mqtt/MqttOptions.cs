namespace O2X.Gateway.Mqtt;

/// <summary>How the gateway talks to an MQTT broker: bound to <c>O2X:Gateway:Mqtt</c>, and checked when it starts.</summary>
internal sealed class MqttOptions
{
    public const string Section = $"{GatewayOptions.Section}:Mqtt";

    /// <summary>The broker, as <c>mqtt://host:1883</c> or <c>mqtts://host:8883</c>; default (null): MQTT is off.</summary>
    public string? Broker { get; set; }

    /// <summary>The user's name at the broker; default (null): none.</summary>
    public string? User { get; set; }

    /// <summary>The password, which is better given by the environment or <see cref="PasswordFile"/>; default (null): none.</summary>
    public string? Password { get; set; }

    /// <summary>A file with the password on its first line; default (null): none.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>A PEM file with the certificates that the broker's must go back to; default (null): those that the system trusts.</summary>
    public string? CaFile { get; set; }

    /// <summary><c>5</c> or <c>3.1.1</c>.</summary>
    public string Protocol { get; set; } = "5";

    /// <summary>What all topics of the gateway begin with.</summary>
    public string Prefix { get; set; } = "o2x";

    /// <summary>Whether Home Assistant is told of the vehicle; when it is not, what it was told before is taken back.</summary>
    public bool HomeAssistant { get; set; } = true;

    /// <summary>What Home Assistant's discovery topics begin with.</summary>
    public string HomeAssistantPrefix { get; set; } = "homeassistant";

    /// <summary>Whether topics for evcc are published.</summary>
    public bool Evcc { get; set; } = true;

    /// <summary>Whether commands are taken from the broker.</summary>
    public bool Commands { get; set; }

    /// <summary>How often something is published at most, s; 0.1 to 60.</summary>
    public double IntervalSeconds { get; set; } = 1;
}
