using Microsoft.Extensions.Logging;
using O2X.Gateway.Feed;
using O2X.Gateway.History.Storage;
using O2X.Gateway.Vehicles;
using O2X.Links.Time;

namespace O2X.Gateway.History.Recording;

/// <summary>
/// Makes samples, trips and charge sessions of what the feed tells, and writes them some seconds' worth at a time. Taking never waits;
/// while the database is away, what was taken waits.
/// </summary>
/// <remarks>Safe for use by several threads; one writes at a time.</remarks>
internal sealed class HistoryRecorder(
    HistoryDatabase database, HistoryState state, TimeProvider clock, TimeSpan sampleEvery, ILogger<HistoryRecorder> logger, int limit = HistoryRecorder.Limit)
{
    /// <summary>The most samples that wait: a day of driving.</summary>
    public const int Limit = 20_000;

    private readonly Lock _gate = new();
    private readonly RecordingBuffer _buffer = new(limit);
    private readonly Dictionary<VehicleId, RecordedVehicle> _vehicles = [];
    private bool _isRecalled;
    private bool _fails;
    private long _toldLost;

    /// <summary>Takes what the feed told. Statuses come by the journal and may be late; what is older than what was taken is passed over.</summary>
    public void Take(IReadOnlyList<FeedRecord> records)
    {
        foreach (var record in records)
        {
            if (record.TryGetSnapshot(out var snapshot)) Take(record.Vehicle, snapshot.Sequence, Reading.Of(in snapshot));
        }
    }

    /// <summary>Takes a reading.</summary>
    /// <param name="vehicle">Whose.</param>
    /// <param name="sequence">Its place among the engine's updates.</param>
    /// <param name="reading">The reading.</param>
    public void Take(VehicleId vehicle, long sequence, in Reading reading)
    {
        lock (_gate) VehicleOf(vehicle).Take(sequence, in reading, _isRecalled);
    }

    /// <summary>Writes what waits; what cannot be written waits on.</summary>
    /// <returns>Whether all was written.</returns>
    public async Task<bool> FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!_isRecalled) await RecallAsync(cancellationToken).ConfigureAwait(false);
            if (HasSomething()) await WriteAsync(cancellationToken).ConfigureAwait(false);
            if (_fails) HistoryLog.RecordingWorks(logger);
            _fails = false;
            return true;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            if (!_fails) HistoryLog.RecordingFails(logger, problem.Message);
            _fails = true;
            TellLost();
            return false;
        }
    }

    /// <summary>Forgets what waits to be written of a vehicle; what it says from now on is recorded again.</summary>
    public void Forget(VehicleId vehicle)
    {
        lock (_gate)
        {
            _buffer.Forget(vehicle);
            _vehicles.Remove(vehicle);
        }
    }

    // Sessions that a run before this one left open go on, or have ended.
    private async Task RecallAsync(CancellationToken cancellationToken)
    {
        var kept = await database.ReadAsync(SqlSessions.LatestAsync, cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            foreach (var sessions in kept.GroupBy(one => one.Vehicle, one => one.Session))
            {
                var newest = sessions.Last();
                foreach (var older in sessions.SkipLast(1).Where(session => session.Ended is null))
                    _buffer.Add(sessions.Key, older with { Ended = older.Heard });
                VehicleOf(sessions.Key).Recall(newest);
            }

            foreach (var vehicle in _vehicles.Values) vehicle.TakeEarly();
            _isRecalled = true;
        }
    }

    private bool HasSomething()
    {
        lock (_gate)
        {
            foreach (var vehicle in _vehicles.Values) vehicle.Expire(clock.GetUtcNow(), clock.GetTicks());
            return !_buffer.IsEmpty;
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        RecordingBatch? batch = null;
        try
        {
            await database.WriteAsync(
                async (transaction, cancel) =>
                {
                    // Taken when it is this one's turn: what is erased until then is forgotten.
                    lock (_gate) batch = _buffer.Take();
                    await SqlSamples.WriteAsync(transaction, database.Dialect, batch.Samples, cancel).ConfigureAwait(false);
                    foreach (var (vehicle, session) in batch.Sessions)
                        await SqlSessions.WriteAsync(transaction, vehicle, session, cancel).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            lock (_gate) _buffer.Return(batch?.Of(_vehicles.ContainsKey) ?? RecordingBatch.Empty);
            throw;
        }
    }

    private RecordedVehicle VehicleOf(VehicleId id)
    {
        if (!_vehicles.TryGetValue(id, out var vehicle)) _vehicles[id] = vehicle = new RecordedVehicle(id, _buffer, sampleEvery);
        return vehicle;
    }

    private void TellLost()
    {
        lock (_gate)
        {
            if (_buffer.Lost == _toldLost) return;
            state.Lose((int)(_buffer.Lost - _toldLost));
            _toldLost = _buffer.Lost;
        }

        HistoryLog.SamplesLost(logger, _toldLost);
    }
}
