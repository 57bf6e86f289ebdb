namespace O2X.Gateway.Mqtt;

/// <summary>When an entity of Home Assistant has a value.</summary>
internal enum EntityNeed
{
    /// <summary>As long as the gateway is there: the last known value, however old.</summary>
    Gateway,

    /// <summary>As long as the gateway is there and linked to the vehicle.</summary>
    Link,
}

/// <summary>One entity that Home Assistant makes of the gateway's topics.</summary>
/// <param name="Key">Its name among the components, and the end of its unique id.</param>
/// <param name="Platform">What it is: <c>sensor</c>, <c>binary_sensor</c>, <c>event</c>.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Need">When it is available.</param>
internal sealed record HomeAssistantEntity(string Key, string Platform, string Name, EntityNeed Need)
{
    /// <summary>The member of the topic's JSON object; null: the text itself is the value.</summary>
    public string? Member { get; init; }

    /// <summary>Where its value is; null: among the values.</summary>
    public string? Topic { get; init; }

    public string? DeviceClass { get; init; }

    public string? StateClass { get; init; }

    public string? Unit { get; init; }

    public int? Precision { get; init; }

    /// <summary>All values of an enum.</summary>
    public IReadOnlyList<string>? Options { get; init; }

    /// <summary>All types of an event.</summary>
    public IReadOnlyList<string>? EventTypes { get; init; }

    /// <summary>Where more about it is.</summary>
    public string? Attributes { get; init; }

    public bool IsDiagnostic { get; init; }

    /// <summary>Whether it is there until somebody switches it off; what few people want is not.</summary>
    public bool IsEnabled { get; init; } = true;
}
