namespace O2X.Simulator.Cars;

/// <summary>Where on its journey a car is.</summary>
internal sealed class JourneyFollower(Journey journey)
{
    private int _index;
    private TimeSpan _elapsed;

    public JourneyPhase Phase => journey.Phases[_index];

    /// <summary>Goes on by a time, and tells whether another phase began.</summary>
    public bool Advance(TimeSpan by)
    {
        _elapsed += by;
        if (_elapsed < Phase.Duration) return false;
        _elapsed = TimeSpan.Zero;
        _index = (_index + 1) % journey.Phases.Count;
        return true;
    }
}
