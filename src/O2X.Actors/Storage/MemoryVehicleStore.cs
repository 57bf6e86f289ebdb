namespace O2X.Actors.Storage;

/// <summary>Keeps it for as long as the object lives: for one engine after the other.</summary>
/// <remarks>Safe for use by several threads.</remarks>
public sealed class MemoryVehicleStore : IVehicleStore
{
    private volatile StoredVehicle _vehicle = StoredVehicle.Nothing;
    private OpenStore? _holder;

    /// <inheritdoc/>
    public StoredVehicle Read() => _vehicle;

    /// <inheritdoc/>
    public IOpenVehicleStore Open()
    {
        var store = new OpenStore(this);
        return Interlocked.CompareExchange(ref _holder, store, null) is null
            ? store
            : throw new StoreInUseException("The store in memory is in use by another engine. Dispose of that one first, or give each its own.");
    }

    private sealed class OpenStore(MemoryVehicleStore store) : IOpenVehicleStore
    {
        public StoredVehicle Content { get; } = store._vehicle;

        public Task SaveAsync(StoredVehicle vehicle)
        {
            store._vehicle = vehicle;
            return Task.CompletedTask;
        }

        public void Dispose() => Interlocked.CompareExchange(ref store._holder, null, this);
    }
}
