namespace O2X.Links;

/// <summary>What a scan heard of one device or bus.</summary>
/// <param name="Address">Names the device within its transport: a Bluetooth address, an interface. A hint only: it may rotate.</param>
/// <param name="Timestamp">When it was heard, in ticks of the transport's clock.</param>
public sealed record Sighting(string Address, long Timestamp)
{
    /// <summary>The advertised name.</summary>
    public string? Name { get; init; }

    /// <summary>Received signal strength, dBm.</summary>
    public int? Rssi { get; init; }

    /// <summary>The advertised services.</summary>
    public IReadOnlyList<Guid> ServiceUuids { get; init; } = [];

    /// <summary>The company of the manufacturer data.</summary>
    public ushort? Company { get; init; }

    /// <summary>The manufacturer data after the company.</summary>
    public ReadOnlyMemory<byte> ManufacturerData { get; init; }

    /// <summary>Whether this is a bus with a known frame on it, rather than a device that advertises.</summary>
    public bool IsBus { get; init; }
}
