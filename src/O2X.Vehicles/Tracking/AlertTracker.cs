namespace O2X.Vehicles.Tracking;

/// <summary>Remembers the last set of alerts that differed from the current one (decisions.md D16).</summary>
internal struct AlertTracker
{
    // What was current before a restart. Whether it still is, the first set that is heard says.
    private AlertSet? _before;
    private AlertSet _previousBefore;

    public AlertSet Current { get; private set; }

    public AlertSet Previous { get; private set; }

    /// <summary>Takes the alerts as they are now.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Update(AlertSet heard)
    {
        if (heard == Current) return false;
        if (_before is not null) GoOn(heard);
        else if (heard.Active != Current.Active) Previous = Current;
        Current = heard;
        return true;
    }

    /// <summary>Takes over what was known before a restart, unless a change was heard already.</summary>
    public void Recall(AlertSet current, AlertSet previous)
    {
        if (Previous != AlertSet.Unknown || (current == AlertSet.Unknown && previous == AlertSet.Unknown)) return;
        (_before, _previousBefore) = (current, previous);
        // Nothing was heard yet, and nothing is said to be on: what was on differs from that.
        if (Current == AlertSet.Unknown) Previous = current.Active == Alerts.None ? previous : current;
        else GoOn(Current);
    }

    private void GoOn(AlertSet heard)
    {
        Previous = heard.Active == _before!.Value.Active ? _previousBefore : _before.Value;
        _before = null;
    }
}
