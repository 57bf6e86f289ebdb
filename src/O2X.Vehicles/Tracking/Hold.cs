namespace O2X.Vehicles.Tracking;

/// <summary>Measures how long a condition has held without a break.</summary>
internal struct Hold
{
    private long _since;
    private bool _holds;

    /// <summary>Whether the condition holds, but has not been acted on yet.</summary>
    public readonly bool IsPending => _holds;

    /// <summary>Tells whether the condition has now held for a time; once it has, the measuring is over until it is begun again.</summary>
    /// <param name="condition">The condition now.</param>
    /// <param name="at">The present, in ticks.</param>
    /// <param name="time">How long it must hold, in ticks, not negative.</param>
    public bool HasHeld(bool condition, long at, long time)
    {
        if (condition && !_holds) _since = at;
        _holds = condition;
        if (!condition || at - _since < time) return false;
        _holds = false;
        return true;
    }

    /// <summary>Begins anew.</summary>
    public void Restart() => _holds = false;

    /// <summary>When the condition will have held long enough; <see cref="long.MaxValue"/> when it does not hold.</summary>
    public readonly long Due(long time) => _holds ? _since + time : long.MaxValue;
}
