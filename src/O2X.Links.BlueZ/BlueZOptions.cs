namespace O2X.Links.BlueZ;

/// <summary>Which Bluetooth adapter is used, and how BlueZ is reached.</summary>
public sealed record BlueZOptions
{
    /// <summary>The adapter, by name (<c>hci0</c>) or by address (<c>00:1A:7D:DA:71:13</c>, any case); null: the first that is there and on.</summary>
    public string? Adapter { get; init; }

    /// <summary>
    /// The address of the D-Bus that BlueZ is on; null: the system's (<c>DBUS_SYSTEM_BUS_ADDRESS</c>, else
    /// <c>unix:path=/run/dbus/system_bus_socket</c>).
    /// </summary>
    public string? BusAddress { get; init; }
}
