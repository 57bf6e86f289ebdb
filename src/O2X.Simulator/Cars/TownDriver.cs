namespace O2X.Simulator.Cars;

/// <summary>Somebody who drives through town: now fast, now slow, now and then a red light.</summary>
internal sealed class TownDriver(Random random)
{
    private static readonly double[] Kmh = [45, 45, 42, 38, 30, 30, 20, 0];

    private double _left;
    private double _target;

    /// <summary>Sets off, and drives freely for a while.</summary>
    public void SetOff()
    {
        _target = Drivetrain.MostMetresPerSecond;
        _left = 20;
    }

    /// <summary>The speed that the driver wants now, m/s.</summary>
    public double Target(double seconds)
    {
        _left -= seconds;
        if (_left <= 0)
        {
            _target = Kmh[random.Next(Kmh.Length)] / 3.6;
            _left = _target > 0 ? 8 + (random.NextDouble() * 20) : 8;
        }

        return _target;
    }
}
