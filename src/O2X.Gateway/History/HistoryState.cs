namespace O2X.Gateway.History;

/// <summary>How the history's database fares, for health and metrics. Safe for use by several threads.</summary>
internal sealed class HistoryState
{
    private volatile string? _problem;
    private long _lostSamples;

    /// <summary>Why the database cannot be used now, in words; null: it can.</summary>
    public string? Problem => _problem;

    /// <summary>How many samples were given up in this run because the database was away for too long.</summary>
    public long LostSamples => Volatile.Read(ref _lostSamples);

    public void Works() => _problem = null;

    public void Fails(string problem) => _problem = problem;

    public void Lose(int samples) => Interlocked.Add(ref _lostSamples, samples);
}
