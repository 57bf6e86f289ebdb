using O2X.Actors.Hosting.Sources;

namespace O2X.Cli.Probing;

/// <summary>What <c>o2x probe</c> was asked for.</summary>
/// <param name="Address">The device.</param>
internal sealed record ProbeRequest(string Address)
{
    public VehicleSource Source { get; init; } = new BlueZSource();

    public bool Json { get; init; }

    /// <summary>Whether values are read, too.</summary>
    public bool Read { get; init; }
}
