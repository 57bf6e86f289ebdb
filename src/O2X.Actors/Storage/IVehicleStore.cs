using O2X.Vehicles;

namespace O2X.Actors.Storage;

/// <summary>Keeps what survives a restart.</summary>
public interface IVehicleStore
{
    /// <summary>What was saved last; <see cref="StoredVehicle.Nothing"/> when there is nothing that can be read. Never throws for bad content.</summary>
    StoredVehicle Load();

    /// <summary>Saves; when it completes, a crash or a power cut leaves it readable. Later calls win over earlier ones.</summary>
    /// <exception cref="IOException">It could not be saved; what was saved before is still there.</exception>
    Task SaveAsync(StoredVehicle vehicle);
}

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
}
