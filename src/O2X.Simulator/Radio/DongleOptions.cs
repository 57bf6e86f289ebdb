namespace O2X.Simulator.Radio;

/// <summary>How a virtual dongle is set up.</summary>
public sealed record DongleOptions
{
    /// <summary>
    /// The shortest time between two information packets; default 500 ms, 10 ms to 1 s. One that is unchanged is sent once a second.
    /// </summary>
    public TimeSpan InformationInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The time between two measurements packets; default 200 ms, at least 1 ms; null: the dongle has no measurements.</summary>
    public TimeSpan? MeasurementsInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How many may be connected at a time; default 3, at least 1. A full dongle does not advertise.</summary>
    public byte MostCentrals { get; init; } = 3;

    /// <summary>Whether the advert carries the tag by which the vehicle is recognised; default yes.</summary>
    public bool AdvertisesTag { get; init; } = true;

    /// <summary>The owner's secret; null: none.</summary>
    public string? OwnerSecret { get; init; }

    internal void Validate()
    {
        Check(InformationInterval.TotalMilliseconds is >= 10 and <= 1000, nameof(InformationInterval), "10 ms to 1 s");
        Check(MeasurementsInterval is not { TotalMilliseconds: < 1 }, nameof(MeasurementsInterval), "at least 1 ms, or null");
        Check(MostCentrals > 0, nameof(MostCentrals), "at least 1");
    }

    private static void Check(bool holds, string name, string range)
    {
        if (!holds) throw new ArgumentOutOfRangeException(name, $"{name} is out of its range: {range}.");
    }
}
