namespace O2X.Actors.Decoding;

/// <summary>Decides when information is told: on a refresh, but at most once in an interval, the last refresh never forgotten (D15).</summary>
internal struct InformationGate(long interval)
{
    private long _next = long.MinValue;
    private bool _isDirty;

    /// <summary>When a refresh that was held back is due; <see cref="long.MaxValue"/> when there is none.</summary>
    public readonly long Due => _isDirty ? _next : long.MaxValue;

    /// <summary>A value was refreshed. Returns whether to tell now; then <see cref="Told"/> is due.</summary>
    public bool OnRefreshed(long at)
    {
        if (at >= _next) return true;
        _isDirty = true;
        return false;
    }

    /// <summary>Whether a refresh was held back and its time has come.</summary>
    public readonly bool IsDue(long now) => now >= Due;

    /// <summary>It is told now, whatever the interval.</summary>
    public void Told(long at)
    {
        _isDirty = false;
        _next = at + interval;
    }
}
