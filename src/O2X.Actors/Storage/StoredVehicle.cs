using O2X.Vehicles;
using O2X.Vehicles.Tracking;

namespace O2X.Actors.Storage;

/// <summary>What survives a restart.</summary>
public sealed record StoredVehicle
{
    /// <summary>Nothing.</summary>
    public static StoredVehicle Nothing { get; } = new();

    /// <summary>The vehicle that was verified on a link last.</summary>
    public RememberedVehicle? Remembered { get; init; }

    /// <summary>A new vehicle that was asked for and not verified yet (decisions.md D32).</summary>
    public Vin? Pending { get; init; }

    /// <summary>The last information received.</summary>
    public VehicleInformation? Information { get; init; }

    /// <summary>The odometer and the alerts of the vehicle that was linked last.</summary>
    public VehicleHistory? History { get; init; }
}
