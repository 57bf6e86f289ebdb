namespace O2X.Vehicles.Tracking;

/// <summary>
/// The status as it is told: a change counts when it has held for a time; the first status counts at once, and so does its loss.
/// </summary>
/// <remarks>
/// A status that is lost is told only when the link goes on talking of other things. When the link itself falls silent there is a
/// loss of the link to be told, and not a status (decisions.md D33).
/// </remarks>
internal struct StatusTracker
{
    private Hold _change;
    private VehicleStatus _candidate;
    private VehicleStatus _told;

    /// <summary>The status that has held long enough.</summary>
    public VehicleStatus Current { get; private set; }

    /// <summary>Whether <see cref="Current"/> was told.</summary>
    public readonly bool IsTold => _told == Current;

    /// <summary>When a pending change counts.</summary>
    /// <param name="hold">How long a change must hold, in ticks.</param>
    public readonly long Due(long hold) => _change.Due(hold);

    /// <summary>Takes the status that follows from what is known now.</summary>
    /// <param name="derived">That status.</param>
    /// <param name="heard">Whether the link has just said something; false when only time went by.</param>
    /// <param name="at">The present, in ticks.</param>
    /// <param name="hold">How long a change must hold, in ticks.</param>
    /// <returns>Whether <see cref="Current"/> is to be told now.</returns>
    public bool Update(VehicleStatus derived, bool heard, long at, long hold)
    {
        if (derived != _candidate) _change.Restart();
        _candidate = derived;
        var counts = Current == VehicleStatus.Unknown || derived == VehicleStatus.Unknown ? 0 : hold;
        if (_change.HasHeld(derived != Current, at, counts)) Current = derived;

        if (IsTold || (Current == VehicleStatus.Unknown && !heard)) return false;
        _told = Current;
        return true;
    }
}
