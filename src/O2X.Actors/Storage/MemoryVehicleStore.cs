namespace O2X.Actors.Storage;

/// <summary>Keeps it for as long as the object lives.</summary>
public sealed class MemoryVehicleStore : IVehicleStore
{
    private volatile StoredVehicle _vehicle = StoredVehicle.Nothing;

    /// <inheritdoc/>
    public StoredVehicle Load() => _vehicle;

    /// <inheritdoc/>
    public Task SaveAsync(StoredVehicle vehicle)
    {
        _vehicle = vehicle;
        return Task.CompletedTask;
    }
}
