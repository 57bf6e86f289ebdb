using Microsoft.Extensions.Logging;
using O2X.Actors.Diagnostics;

namespace O2X.Actors.Storage;

/// <summary>Saves for one engine, and knows when everything is saved. A store that fails is logged once, until it works again.</summary>
internal sealed class StoreWriter(IOpenVehicleStore store, ILogger logger) : IDisposable
{
    private readonly Lock _gate = new();
    private Task _pending = Task.CompletedTask;
    private bool _hasFailed;

    /// <summary>Whether something is being saved.</summary>
    public bool IsBusy
    {
        get
        {
            lock (_gate) return !_pending.IsCompleted;
        }
    }

    /// <summary>Whether what was to be saved last may not have been: it is to be saved again.</summary>
    public bool HasFailed
    {
        get
        {
            lock (_gate) return _hasFailed;
        }
    }

    /// <summary>Saves; fails as the store fails.</summary>
    public Task SaveAsync(StoredVehicle vehicle)
    {
        lock (_gate)
        {
            var save = StartAsync(vehicle);
            var settled = SettleAsync(save);
            _pending = _pending.IsCompleted ? settled : Task.WhenAll(_pending, settled);
            return save;
        }
    }

    /// <summary>Completes when nothing is being saved any more, whatever came of it.</summary>
    public Task SettledAsync()
    {
        lock (_gate) return _pending;
    }

    /// <summary>Gives the store back.</summary>
    public void Dispose() => store.Dispose();

    // A store that throws at once fails like one that throws later.
    private async Task StartAsync(StoredVehicle vehicle) => await store.SaveAsync(vehicle).ConfigureAwait(false);

    private async Task SettleAsync(Task save)
    {
        try
        {
            await save.ConfigureAwait(false);
            if (Note(hasFailed: false)) EngineLog.DataSavedAgain(logger);
        }
        catch (Exception problem)
        {
            if (Note(hasFailed: true)) EngineLog.DataNotSaved(logger, problem.Message);
        }
    }

    private bool Note(bool hasFailed)
    {
        lock (_gate)
        {
            if (_hasFailed == hasFailed) return false;
            _hasFailed = hasFailed;
            return true;
        }
    }
}
