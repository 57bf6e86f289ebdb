using O2X.Gateway.Vehicles;

namespace O2X.Gateway.History.Recording;

/// <summary>
/// What is to be written, while the database is away: samples up to a limit, after which every second one is given up, and each session
/// once, as it is now. Not safe for use by several threads.
/// </summary>
/// <param name="limit">The most samples; and the most sessions.</param>
internal sealed class RecordingBuffer(int limit)
{
    private List<(VehicleId Vehicle, Sample Sample)> _samples = [];
    private List<(VehicleId Vehicle, Session Session)> _sessions = [];

    /// <summary>How many samples were given up.</summary>
    public long Lost { get; private set; }

    public bool IsEmpty => _samples.Count == 0 && _sessions.Count == 0;

    public void Add(VehicleId vehicle, in Sample sample)
    {
        _samples.Add((vehicle, sample));
        if (_samples.Count > limit) Thin();
    }

    public void Add(VehicleId vehicle, Session session)
    {
        var place = _sessions.FindLastIndex(one => IsSame(one, vehicle, session));
        if (place >= 0) _sessions[place] = (vehicle, session);
        else _sessions.Add((vehicle, session));
        if (_sessions.Count > limit) _sessions.RemoveAt(0);
    }

    /// <summary>Takes all of it, to be written.</summary>
    public RecordingBatch Take()
    {
        var batch = new RecordingBatch(_samples, _sessions);
        (_samples, _sessions) = ([], []);
        return batch;
    }

    /// <summary>Takes back what could not be written.</summary>
    public void Return(RecordingBatch batch)
    {
        _samples = [.. batch.Samples, .. _samples];
        while (_samples.Count > limit) Thin();
        _sessions = [.. batch.Sessions.Where(old => !_sessions.Exists(one => IsSame(one, old.Vehicle, old.Session))), .. _sessions];
    }

    public void Forget(VehicleId vehicle)
    {
        _samples.RemoveAll(one => one.Vehicle == vehicle);
        _sessions.RemoveAll(one => one.Vehicle == vehicle);
    }

    private static bool IsSame((VehicleId Vehicle, Session Session) one, VehicleId vehicle, Session session) =>
        one.Vehicle == vehicle && one.Session.Kind == session.Kind && one.Session.Begun == session.Begun;

    // The newest stays: what the vehicle does now is what is looked for first.
    private void Thin()
    {
        var before = _samples.Count;
        _samples = [.. _samples.Where((_, place) => (before - 1 - place) % 2 == 0)];
        Lost += before - _samples.Count;
    }
}

/// <summary>What is written at once.</summary>
internal sealed record RecordingBatch(
    IReadOnlyList<(VehicleId Vehicle, Sample Sample)> Samples, IReadOnlyList<(VehicleId Vehicle, Session Session)> Sessions)
{
    public static RecordingBatch Empty { get; } = new([], []);

    /// <summary>What of it is of some vehicles.</summary>
    public RecordingBatch Of(Func<VehicleId, bool> which) =>
        new([.. Samples.Where(one => which(one.Vehicle))], [.. Sessions.Where(one => which(one.Vehicle))]);
}
