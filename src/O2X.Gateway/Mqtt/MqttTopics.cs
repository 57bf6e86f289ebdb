using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Mqtt;

/// <summary>The topics of one vehicle.</summary>
/// <param name="Prefix">What they begin with.</param>
/// <param name="HomeAssistantPrefix">What those of Home Assistant begin with.</param>
/// <param name="Vehicle">The vehicle.</param>
internal sealed record MqttTopics(string Prefix, string HomeAssistantPrefix, VehicleId Vehicle)
{
    public string Gateway => Of("gateway");

    public string Linked => Of("linked");

    public string Link => Of("link");

    public string Status => Of("status");

    public string Values => Of("values");

    public string Age => Of("age");

    public string Event => Of("event");

    public string Gap => Of("gap");

    public string Reply => Of("reply");

    public string EvccSoc => Of("evcc/soc");

    public string EvccRange => Of("evcc/range");

    public string EvccOdometer => Of("evcc/odometer");

    public string EvccStatus => Of("evcc/status");

    /// <summary>What all commands are subscribed to by.</summary>
    public string Commands => Of("command/+");

    public string Discovery => $"{HomeAssistantPrefix}/device/o2x_{Vehicle}/config";

    /// <summary>Where Home Assistant says that it has started.</summary>
    public string Birth => $"{HomeAssistantPrefix}/status";

    /// <summary>All topics at which something is retained.</summary>
    public IReadOnlyList<string> AllRetained =>
        [Discovery, Gateway, Linked, Link, Status, Values, Age, EvccSoc, EvccRange, EvccOdometer, EvccStatus];

    public static MqttTopics Of(MqttOptions options, VehicleId vehicle) => new(options.Prefix, options.HomeAssistantPrefix, vehicle);

    /// <summary>The name of the command that a topic is for; null: for none.</summary>
    public string? CommandOf(string topic)
    {
        var start = Of("command/");
        return topic.StartsWith(start, StringComparison.Ordinal) && topic.Length > start.Length ? topic[start.Length..] : null;
    }

    private string Of(string name) => $"{Prefix}/{Vehicle}/{name}";
}
