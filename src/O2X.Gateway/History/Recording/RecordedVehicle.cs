using O2X.Gateway.Vehicles;

namespace O2X.Gateway.History.Recording;

/// <summary>One vehicle that is recorded.</summary>
internal sealed class RecordedVehicle(VehicleId id, RecordingBuffer buffer, TimeSpan sampleEvery)
{
    private const int MostEarly = 20_000;

    private readonly SampleThinner _thinner = new(sampleEvery);
    private readonly List<Reading> _early = [];
    private SessionState _sessions;
    private long _sequence;

    /// <summary>Takes a reading; one that is older than what was taken is passed over.</summary>
    /// <param name="sequence">Its place among the engine's updates.</param>
    /// <param name="reading">The reading.</param>
    /// <param name="isRecalled">Whether it is known what sessions there were; before, what is kept of readings waits for it.</param>
    public void Take(long sequence, in Reading reading, bool isRecalled)
    {
        if (sequence < _sequence) return;
        _sequence = sequence;
        var isKept = _thinner.Keeps(in reading);
        if (isKept) buffer.Add(id, reading.Sample);
        if (isRecalled) Decide(in reading);
        else if (isKept && _early.Count < MostEarly) _early.Add(reading);
    }

    /// <summary>Says which session was the last, in an earlier run.</summary>
    public void Recall(Session last) => _sessions = new SessionState(last, Last: null);

    /// <summary>Makes sessions of what came before it was known what there had been.</summary>
    public void TakeEarly()
    {
        foreach (var reading in _early) Decide(in reading);
        _early.Clear();
    }

    public void Expire(DateTimeOffset now, long ticks) => _sessions = SessionTracker.Expire(_sessions, now, ticks, Keep);

    private void Decide(in Reading reading) => _sessions = SessionTracker.Decide(_sessions, in reading, Keep);

    private void Keep(Session session) => buffer.Add(id, session);
}
