using Microsoft.Extensions.Logging;
using O2X.Actors;
using O2X.Gateway.Feed;
using O2X.Gateway.History;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Security.VehicleData;

/// <summary>
/// Erases everything that is kept of one vehicle: history, last information, the remembered VIN, and at last its name. The present one
/// is unsubscribed from first, so that nothing new is kept of it; what fails can be asked for again.
/// </summary>
internal sealed class VehicleErasure(
    VehicleDirectory directory, IVehicleHistory history, LiveVehicle live, EventFeed feed, ILogger<VehicleErasure> logger) : IDisposable
{
    private readonly SemaphoreSlim _line = new(1, 1);

    /// <summary>Erases it; one that has begun is carried out whoever goes away.</summary>
    public async Task<CommandResult> EraseAsync(VehicleIdentity vehicle, CancellationToken cancellationToken)
    {
        await _line.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (vehicle.Id == live.Identity.Id && await LeaveAsync().ConfigureAwait(false) is { IsDone: false } refused) return refused;
            await feed.SettleAsync(CancellationToken.None).ConfigureAwait(false);
            await history.EraseAsync(vehicle.Id, CancellationToken.None).ConfigureAwait(false);
            directory.Forget(vehicle.Id);
            // What was still on its way while the first was carried out.
            await feed.SettleAsync(CancellationToken.None).ConfigureAwait(false);
            await history.EraseAsync(vehicle.Id, CancellationToken.None).ConfigureAwait(false);
            SecurityLog.VehicleErased(logger, vehicle.Alias);
            return CommandResult.Done;
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException)
        {
            return CommandWords.NotCleared(problem.Message);
        }
        finally
        {
            _line.Release();
        }
    }

    public void Dispose() => _line.Dispose();

    private async Task<CommandResult> LeaveAsync()
    {
        // That nothing was subscribed to is no reason to keep anything.
        await live.Owner.UnsubscribeAsync(CancellationToken.None).ConfigureAwait(false);
        var cleared = await live.Owner.ClearDataAsync(CancellationToken.None).ConfigureAwait(false);
        if (cleared.IsDone) await live.Engine.ForgetVehicleAsync(CancellationToken.None).ConfigureAwait(false);
        return cleared;
    }
}
