namespace O2X.Gateway.History.Recording;

/// <summary>
/// Says which readings are kept: one whose status or charge changed at once, one in which anything else changed when the last is some
/// seconds old, and one a minute while the vehicle is heard. A vehicle that falls silent is kept as such once.
/// </summary>
/// <param name="least">The shortest time between two samples of one status and charge.</param>
internal sealed class SampleThinner(TimeSpan least)
{
    /// <summary>A little less than the minute that is promised: the next reading may be seconds away.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(55);

    private Reading? _last;

    /// <summary>Takes a reading.</summary>
    /// <returns>Whether it is to be kept.</returns>
    public bool Keeps(in Reading reading)
    {
        var keeps = _last is { } last ? IsDue(last, reading) : reading.IsHeard;
        if (keeps) _last = reading;
        return keeps;
    }

    private bool IsDue(in Reading last, in Reading reading)
    {
        if (reading.Status != last.Status || reading.Sample.StateOfCharge != last.Sample.StateOfCharge || reading.IsHeard != last.IsHeard) return true;
        var age = new TimeSpan(reading.Ticks - last.Ticks);
        var isSame = reading.Sample with { At = last.At } == last.Sample;
        return isSame ? reading.IsHeard && age >= Longest : age >= least;
    }
}
