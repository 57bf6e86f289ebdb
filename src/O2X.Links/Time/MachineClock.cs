namespace O2X.Links.Time;

/// <summary>Asks the machine about its clock: at most once a second, and never again once the answer was yes.</summary>
/// <param name="time">The clock of the second; durations alone count.</param>
/// <param name="gather">Asks.</param>
internal sealed class MachineClock(TimeProvider time, Func<TimeProvider, MachineClockFacts> gather) : IClockSynchronisation
{
    private readonly Lock _gate = new();
    private volatile bool _isSynchronised;
    private long? _askedAt;

    public bool IsSynchronised => _isSynchronised || Ask();

    private bool Ask()
    {
        lock (_gate)
        {
            var now = time.GetTicks();
            if (_isSynchronised || now - _askedAt < TimeSpan.TicksPerSecond) return _isSynchronised;
            _askedAt = now;
            return _isSynchronised = gather(time).IsSynchronised;
        }
    }
}
