namespace O2X.Vehicles.OpenLink.Serving;

/// <summary>How a dongle of the open link serves.</summary>
public sealed record OpenLinkServerOptions
{
    /// <summary>The most packets a second to all centrals together: what a radio at a connection interval of 30 to 50 ms carries.</summary>
    public const int MostPacketsPerSecond = 100;

    /// <summary>The shortest time between two information packets; default 500 ms, 100 ms to 1 s. One that is unchanged is sent once a second.</summary>
    public TimeSpan InformationInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The shortest time between two measurements packets; default 200 ms, 100 ms to 1 s; null: there are none.</summary>
    public TimeSpan? MeasurementsInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// The shortest time between two raw CAN packets to one central, 25 ms to 1 s; several centrals share the rate. Null, the default:
    /// there are none.
    /// </summary>
    public TimeSpan? FramesInterval { get; init; }

    /// <summary>How many may be connected at a time; default 3, at least 1.</summary>
    public byte MostCentrals { get; init; } = 3;

    /// <summary>How long a central may stay that neither asks for the VIN proof nor subscribes; default 10 s, 1 s to 1 min.</summary>
    public TimeSpan IdleLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether anybody may read the VIN; default no.</summary>
    public bool PublishVin { get; init; }

    /// <summary>Whether the stack lets nobody read, write or subscribe without pairing; default no. The VIN can be read then.</summary>
    public bool Secured { get; init; }

    /// <summary>The owner's secret; null: none.</summary>
    public string? OwnerSecret { get; init; }

    internal OpenLinkFeatures Features =>
        (MeasurementsInterval is null ? OpenLinkFeatures.None : OpenLinkFeatures.Measurements)
        | (FramesInterval is null ? OpenLinkFeatures.None : OpenLinkFeatures.RawCan)
        | (PublishVin || Secured ? OpenLinkFeatures.PublishedVin : OpenLinkFeatures.None)
        | (Secured ? OpenLinkFeatures.Secured : OpenLinkFeatures.None);

    internal void Validate()
    {
        Check(InformationInterval.TotalMilliseconds is >= 100 and <= 1000, nameof(InformationInterval), "100 ms to 1 s");
        Check(MeasurementsInterval is null or { TotalMilliseconds: >= 100 and <= 1000 }, nameof(MeasurementsInterval), "100 ms to 1 s, or null");
        Check(FramesInterval is null or { TotalMilliseconds: >= 25 and <= 1000 }, nameof(FramesInterval), "25 ms to 1 s, or null");
        Check(IdleLimit.TotalSeconds is >= 1 and <= 60, nameof(IdleLimit), "1 s to 1 min");
        Check(MostCentrals > 0, nameof(MostCentrals), "at least 1");
        if (Rate(InformationInterval, MostCentrals) + Rate(MeasurementsInterval, MostCentrals) + Rate(FramesInterval, 1) > MostPacketsPerSecond)
            throw new ArgumentOutOfRangeException(
                nameof(MostCentrals), $"So many centrals at such intervals are more than {MostPacketsPerSecond} packets a second.");
    }

    private static double Rate(TimeSpan? interval, int centrals) => interval is { } each ? centrals / each.TotalSeconds : 0;

    private static void Check(bool holds, string name, string range)
    {
        if (!holds) throw new ArgumentOutOfRangeException(name, $"{name} is out of its range: {range}.");
    }
}
