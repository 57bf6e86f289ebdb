using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Central;

/// <summary>
/// The discovery of one adapter, shared by all scans of this program: it runs while there is a scan and nobody connects, with the filters of
/// all scans together.
/// </summary>
/// <remarks>BlueZ counts discoveries and filters by connection to the bus, and this program has one.</remarks>
internal sealed class Discovery(BlueZBus bus, string adapterPath)
{
    private static readonly IEqualityComparer<HashSet<Guid>> _sameServices = HashSet<Guid>.CreateSetComparer();

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly List<ScanFilter> _filters = [];
    private int _pauses;
    private HashSet<Guid>? _running;

    /// <summary>Adds a scan's filter, and makes the discovery run with it.</summary>
    /// <exception cref="LinkException">BlueZ does not discover.</exception>
    public async Task AddAsync(ScanFilter filter, CancellationToken cancellationToken)
    {
        lock (_gate) _filters.Add(filter);
        try
        {
            await SettleAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await RemoveAsync(filter).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Takes a scan's filter back. Completes when the discovery has stopped, if it was the last; never fails.</summary>
    public Task RemoveAsync(ScanFilter filter)
    {
        lock (_gate) _filters.RemoveAt(_filters.FindIndex(other => ReferenceEquals(other, filter)));
        return SettleQuietlyAsync();
    }

    /// <summary>Stops the discovery until <see cref="ResumeAsync"/>: many controllers cannot listen and connect at once.</summary>
    public Task PauseAsync()
    {
        lock (_gate) _pauses++;
        return SettleQuietlyAsync();
    }

    /// <summary>Lets the discovery go on.</summary>
    /// <exception cref="LinkException">BlueZ does not discover any more.</exception>
    public Task ResumeAsync()
    {
        lock (_gate) _pauses--;
        return SettleAsync(CancellationToken.None);
    }

    private async Task SettleQuietlyAsync()
    {
        try
        {
            await SettleAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (LinkException)
        {
            // What was to be stopped has ended otherwise; who still scans is told by its own call, or by the adapter's end.
        }
    }

    /// <summary>Makes BlueZ do what is wished for now, one call after the other.</summary>
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var wish = Wish();
            if (_sameServices.Equals(wish, _running)) return;
            if (wish is null)
            {
                _running = null;
                await bus.CallAsync(BlueZCall.StopDiscovery(adapterPath), CancellationToken.None).ConfigureAwait(false);
                return;
            }

            var runs = _running is not null;
            await bus.CallAsync(BlueZCall.SetDiscoveryFilter(adapterPath, [.. wish.Select(uuid => uuid.ToString())]), cancellationToken).ConfigureAwait(false);
            if (!runs) await StartAsync().ConfigureAwait(false);
            _running = wish;
        }
        catch (Exception problem) when (problem is DBusException or DBusConnectionClosedException or TimeoutException)
        {
            throw new LinkException(BlueZFaults.Of(problem, "scanning"), problem);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task StartAsync()
    {
        try
        {
            await bus.CallAsync(BlueZCall.StartDiscovery(adapterPath), CancellationToken.None).ConfigureAwait(false);
        }
        catch (DBusException problem) when (problem.ErrorName == BlueZErrors.InProgress)
        {
            // One that was to be stopped goes on: it will do.
        }
    }

    /// <summary>The services that are sought, none of them meaning all; null: nothing is to be sought now.</summary>
    private HashSet<Guid>? Wish()
    {
        lock (_gate)
        {
            if (_filters.Count == 0 || _pauses > 0) return null;
            // One scan that seeks everything makes BlueZ tell everything.
            return _filters.Exists(filter => filter.ServiceUuids.Count == 0) ? [] : [.. _filters.SelectMany(filter => filter.ServiceUuids)];
        }
    }
}
