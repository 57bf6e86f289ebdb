using O2X.Actors.Hosting;
using O2X.Actors.Hosting.Sources;

namespace O2X.Cli.Verbs;

/// <summary>What <c>o2x pims</c> was asked for.</summary>
internal sealed record PimsRequest(VehicleSource Source)
{
    public OwnerSecret? Secret { get; init; }

    public string? StateDirectory { get; init; }

    /// <summary>The folder of the log files; null: there are none.</summary>
    public string? LogDirectory { get; init; }

    /// <summary>Whether error codes and quantities are written as text.</summary>
    public bool AsText { get; init; }
}
