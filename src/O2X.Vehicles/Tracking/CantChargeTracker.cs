namespace O2X.Vehicles.Tracking;

/// <summary>
/// Tells once when the vehicle asks to charge while its park brake is off, and again only after that was seen to be over
/// (decisions.md D19).
/// </summary>
internal struct CantChargeTracker
{
    private Hold _asking;
    private bool _told;

    /// <summary>When it will be told.</summary>
    /// <param name="hold">How long it must hold, in ticks.</param>
    public readonly long Due(long hold) => _asking.Due(hold);

    /// <summary>Takes what is known now.</summary>
    /// <param name="hindered">Whether charging is asked for and the brake is off; null when that is not known.</param>
    /// <param name="at">The present, in ticks.</param>
    /// <param name="hold">How long it must hold, in ticks.</param>
    /// <returns>Whether it is to be told now.</returns>
    public bool Update(bool? hindered, long at, long hold)
    {
        if (hindered is false) _told = false;
        var due = _asking.HasHeld(hindered is true && !_told, at, hold);
        _told |= due;
        return due;
    }

    /// <summary>The link has ended: what was told stays told.</summary>
    public void EndLink() => _asking.Restart();
}
