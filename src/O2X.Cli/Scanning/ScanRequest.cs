using O2X.Actors.Hosting;
using O2X.Actors.Hosting.Sources;
using O2X.Vehicles;

namespace O2X.Cli.Scanning;

/// <summary>What <c>o2x scan</c> was asked for.</summary>
internal sealed record ScanRequest
{
    public VehicleSource Source { get; init; } = new BlueZSource();

    /// <summary>The vehicle whose tag is looked for; null: the remembered one.</summary>
    public Vin? Vin { get; init; }

    /// <summary>How long; null: until it is ended.</summary>
    public TimeSpan? For { get; init; }

    public bool Json { get; init; }

    /// <summary>Whether devices are shown too that are no vehicles.</summary>
    public bool All { get; init; }

    public OwnerSecret? Secret { get; init; }

    public string? StateDirectory { get; init; }
}
