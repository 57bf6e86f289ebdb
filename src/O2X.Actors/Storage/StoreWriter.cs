namespace O2X.Actors.Storage;

/// <summary>Saves for one engine, and knows when everything is saved.</summary>
internal sealed class StoreWriter(IOpenVehicleStore store) : IDisposable
{
    private readonly Lock _gate = new();
    private Task _pending = Task.CompletedTask;

    /// <summary>Saves; fails as the store fails.</summary>
    public Task SaveAsync(StoredVehicle vehicle)
    {
        lock (_gate)
        {
            var save = StartAsync(vehicle);
            _pending = _pending.IsCompleted ? save : Task.WhenAll(_pending, save);
            return save;
        }
    }

    /// <summary>Completes when nothing is being saved any more, whatever came of it.</summary>
    public async Task SettledAsync()
    {
        Task pending;
        lock (_gate) pending = _pending;
        await pending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Gives the store back.</summary>
    public void Dispose() => store.Dispose();

    // A store that throws at once fails like one that throws later.
    private async Task StartAsync(StoredVehicle vehicle) => await store.SaveAsync(vehicle).ConfigureAwait(false);
}
