namespace O2X.Simulator.Cars;

/// <summary>A 6 kW motor that moves 485 kg and a driver up to 45 km/h, and brakes into the battery.</summary>
internal sealed class Drivetrain(double metres)
{
    public const double MostMetresPerSecond = 45 / 3.6;
    public const double MostMotorWatts = 6000;

    private const double Kilograms = 485 + 75;
    private const double MostNewtons = 900;
    private const double RollingNewtons = 0.012 * Kilograms * 9.81;
    private const double DragPerSpeedSquared = 0.5 * 1.2 * 1.2;
    private const double MotorEfficiency = 0.85;
    private const double RegenerationEfficiency = 0.55;
    private const double MostRegenerationWatts = 1500;
    private const double MostAcceleration = 1.3;
    private const double MostBraking = 2.0;
    private const double SecondsToReact = 0.8;

    /// <summary>Metres per second, without a sign.</summary>
    public double Speed { get; private set; }

    /// <summary>The odometer.</summary>
    public double Metres { get; private set; } = metres;

    public bool IsStanding => Speed <= 0;

    /// <summary>Moves on.</summary>
    /// <param name="target">The speed that the driver wants, m/s.</param>
    /// <param name="motorWatts">What the motor may give, W at the wheel.</param>
    /// <param name="seconds">How long.</param>
    /// <returns>The electrical power, W: negative is drawn from the battery, positive goes into it.</returns>
    public double Step(double target, double motorWatts, double seconds)
    {
        if (IsStanding && target <= 0) return 0;

        var resistance = RollingNewtons + (DragPerSpeedSquared * Speed * Speed);
        var wanted = Math.Clamp((target - Speed) / SecondsToReact, -MostBraking, MostAcceleration);
        var most = Math.Min(MostNewtons, motorWatts / Math.Max(Speed, 0.5));
        var newtons = Math.Min((Kilograms * wanted) + resistance, most);
        var watts = newtons * Speed;

        var before = Speed;
        Speed = Math.Clamp(before + ((newtons - resistance) / Kilograms * seconds), 0, MostMetresPerSecond);
        if (target <= 0 && Speed < 0.1) Speed = 0;
        Metres += (before + Speed) / 2 * seconds;

        return watts > 0 ? -watts / MotorEfficiency : Math.Min(-watts * RegenerationEfficiency, MostRegenerationWatts);
    }
}
