namespace O2X.Vehicles.Tracking;

/// <summary>
/// Whether the vehicle charges: it does when current has flowed in for two seconds while it stands with the brake on, and no longer
/// when that has not been so for one second. Regeneration and ripples of the current are thus passed over.
/// </summary>
internal struct ChargingTracker
{
    internal const long OnAfter = 2 * TimeSpan.TicksPerSecond;
    internal const long OffAfter = TimeSpan.TicksPerSecond;

    private Hold _turning;

    /// <summary>Whether the vehicle charges.</summary>
    public bool IsOn { get; private set; }

    /// <summary>Whether that is about to change.</summary>
    public readonly bool IsTurning => _turning.IsPending;

    public readonly long Due => _turning.Due(Delay);

    private readonly long Delay => IsOn ? OffAfter : OnAfter;

    public void Update(bool flows, long at)
    {
        if (_turning.HasHeld(flows != IsOn, at, Delay)) IsOn = flows;
    }
}
