using O2X.Actors.Hosting;
using O2X.Actors.Hosting.Sources;
using O2X.Vehicles;

namespace O2X.Cli.Verbs;

/// <summary>What <c>o2x doctor</c> was asked for.</summary>
internal sealed record DoctorRequest
{
    public static TimeSpan DefaultFor { get; } = TimeSpan.FromSeconds(10);

    /// <summary>What is listened to; null: the machine itself is looked at.</summary>
    public VehicleSource? Source { get; init; }

    /// <summary>The vehicle; null: the remembered one, or whichever is there.</summary>
    public Vin? Vin { get; init; }

    /// <summary>How long at most.</summary>
    public TimeSpan For { get; init; } = DefaultFor;

    public OwnerSecret? Secret { get; init; }

    public string? StateDirectory { get; init; }

    public bool Json { get; init; }
}
