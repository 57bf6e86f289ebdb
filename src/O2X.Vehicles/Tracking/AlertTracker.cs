namespace O2X.Vehicles.Tracking;

/// <summary>Remembers the last set of alerts that differed from the current one (decisions.md D16).</summary>
internal struct AlertTracker
{
    public AlertSet Current { get; private set; }

    public AlertSet Previous { get; private set; }

    /// <summary>Takes the alerts as they are now.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Update(AlertSet heard)
    {
        if (heard == Current) return false;
        if (heard.Active != Current.Active) Previous = Current;
        Current = heard;
        return true;
    }
}
