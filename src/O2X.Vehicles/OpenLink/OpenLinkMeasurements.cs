namespace O2X.Vehicles.OpenLink;

/// <summary>What a measurements packet (type 2) of the open link says. Null means that the dongle cannot tell.</summary>
public readonly partial record struct OpenLinkMeasurements
{
    /// <summary>Speed, km/h, without a sign, 0 to 60.</summary>
    public int? Speed { get; init; }

    /// <summary>Voltage of the traction battery, 0.01 V, 4200 to 6500.</summary>
    public int? Centivolts { get; init; }

    /// <summary>Current of the traction battery, 0.1 A, -3000 to 3000; positive flows in.</summary>
    public int? Deciamperes { get; init; }

    /// <summary>First battery temperature, °C, -40 to 85.</summary>
    public int? BatteryTemperature1 { get; init; }

    /// <summary>Second battery temperature, °C, -40 to 85.</summary>
    public int? BatteryTemperature2 { get; init; }

    /// <summary>Time until the battery is full, s, 0 to 65,534.</summary>
    public int? TimeToFull { get; init; }

    /// <summary>How long the dongle has been running, ms; wraps after 49 days.</summary>
    public uint Uptime { get; init; }
}
