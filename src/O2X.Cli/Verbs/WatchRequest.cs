using O2X.Actors;
using O2X.Actors.Hosting;
using O2X.Actors.Hosting.Sources;
using O2X.Simulator.Scenarios;
using O2X.Vehicles;

namespace O2X.Cli.Verbs;

/// <summary>What <c>o2x watch</c> was asked for; without anything: the simulator.</summary>
internal sealed record WatchRequest
{
    public VehicleSource Source { get; init; } = new SimulatorSource();

    public Vin? Vin { get; init; }

    public bool FirstTime { get; init; }

    public Reception Reception { get; init; } = Reception.Information;

    /// <summary>How long; null: until it is ended.</summary>
    public TimeSpan? For { get; init; }

    public bool Json { get; init; }

    /// <summary>Whether a source that is not usable yet is waited for.</summary>
    public bool Wait { get; init; }

    public OwnerSecret? Secret { get; init; }

    public string? StateDirectory { get; init; }
}

/// <summary>What <c>o2x scenarios play</c> was asked for.</summary>
internal sealed record PlayRequest(Scenario Scenario)
{
    /// <summary>How long at most; null: until the scenario ends.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>How fast all time passes.</summary>
    public double Speed { get; init; } = 1;

    public bool Json { get; init; }
}

/// <summary>What <c>o2x replay</c> was asked for.</summary>
internal sealed record ReplayRequest(string File)
{
    public Vin? Vin { get; init; }

    public bool Json { get; init; }

    /// <summary>How fast; null: as fast as possible.</summary>
    public double? Speed { get; init; }

    public string? StateDirectory { get; init; }
}
