namespace O2X.Vehicles.Ami;

/// <summary>
/// Judges odometer values: one must not run back, nor jump forward more than the vehicle can have driven. Values that are doubted
/// but agree with each other win in the end, so that one bad value that was believed cannot block the good ones for ever.
/// </summary>
internal struct OdometerCheck
{
    /// <summary>How many doubted values in a row that agree with each other are believed.</summary>
    internal const int Enough = 10;

    /// <summary>The longest distance that the display can show, km.</summary>
    internal const decimal Longest = LongestInTenths / 10m;

    private const uint LongestInTenths = 9_999_999;
    private const uint ToleranceInTenths = 10;

    // At 60 km/h a tenth of a kilometre takes six seconds.
    private const long TicksPerTenth = 6 * TimeSpan.TicksPerSecond;

    private Reading _believed;
    private Reading _doubted;
    private int _doubts;
    private bool _hasBelieved;

    /// <summary>Whether the value is to be taken over.</summary>
    /// <param name="tenths">The odometer, 0.1 km.</param>
    /// <param name="at">When it was heard, in ticks.</param>
    public bool Accepts(uint tenths, long at)
    {
        if (tenths > LongestInTenths) return false;
        var reading = new Reading(tenths, at);
        if (_hasBelieved && !reading.Follows(_believed) && !OutweighsBelieved(reading)) return false;

        _believed = reading;
        _hasBelieved = true;
        _doubts = 0;
        return true;
    }

    /// <summary>Believes a reading from before a restart, unless one was heard since.</summary>
    /// <param name="tenths">The odometer, 0.1 km.</param>
    /// <param name="now">The present, in ticks.</param>
    /// <param name="age">How old the reading is, in ticks; negative: nobody knows, and only running back is doubted.</param>
    public void Recall(uint tenths, long now, long age)
    {
        if (_hasBelieved) return;
        _believed = new Reading(tenths, now - (age < 0 ? LongestInTenths * TicksPerTenth : age));
        _hasBelieved = true;
    }

    private bool OutweighsBelieved(Reading reading)
    {
        _doubts = _doubts > 0 && reading.Follows(_doubted) ? _doubts + 1 : 1;
        _doubted = reading;
        return _doubts >= Enough;
    }

    private readonly struct Reading(uint tenths, long at)
    {
        private readonly uint _tenths = tenths;
        private readonly long _at = at;

        public bool Follows(in Reading earlier)
        {
            if (_tenths < earlier._tenths) return false;
            var driven = _tenths - earlier._tenths;
            return driven <= ToleranceInTenths || (driven - ToleranceInTenths) * TicksPerTenth <= _at - earlier._at;
        }
    }
}
