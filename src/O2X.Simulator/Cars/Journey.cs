namespace O2X.Simulator.Cars;

/// <summary>A part of a journey.</summary>
/// <param name="Activity">What the car does.</param>
/// <param name="Duration">How long, on the clock of whoever watches; at least 100 ms.</param>
/// <param name="Compression">How many times faster than the clock the car's own time runs, 1 to 1000.</param>
public sealed record JourneyPhase(CarActivity Activity, TimeSpan Duration, int Compression = 1);

/// <summary>What a car does by itself, one phase after the other and then from the beginning again.</summary>
public sealed record Journey
{
    /// <summary>Makes a journey.</summary>
    /// <param name="phases">At least one.</param>
    /// <exception cref="ArgumentException">There is no phase, or one is too short or too much compressed.</exception>
    public Journey(params IReadOnlyList<JourneyPhase> phases)
    {
        if (phases.Count == 0) throw new ArgumentException("A journey has at least one phase.", nameof(phases));
        if (phases.Any(phase => phase.Duration < VirtualCar.Step || phase.Compression is < 1 or > 1000))
            throw new ArgumentException("A phase lasts at least 100 ms and is compressed 1 to 1000 times.", nameof(phases));
        Phases = [.. phases];
    }

    /// <summary>The phases in their order.</summary>
    public IReadOnlyList<JourneyPhase> Phases { get; }

    /// <summary>
    /// A day in three and a half minutes, for a demonstration: parked, driving after 8 s, a halt, home again, plugged in with the
    /// park brake forgotten, charged.
    /// </summary>
    public static Journey Demonstration { get; } = new(
        new JourneyPhase(CarActivity.Parked, TimeSpan.FromSeconds(8)),
        new JourneyPhase(CarActivity.Reversing, TimeSpan.FromSeconds(4)),
        new JourneyPhase(CarActivity.Driving, TimeSpan.FromSeconds(50), Compression: 5),
        new JourneyPhase(CarActivity.Halted, TimeSpan.FromSeconds(8)),
        new JourneyPhase(CarActivity.Driving, TimeSpan.FromSeconds(50), Compression: 5),
        new JourneyPhase(CarActivity.Parked, TimeSpan.FromSeconds(15)),
        new JourneyPhase(CarActivity.WantingToCharge, TimeSpan.FromSeconds(8)),
        new JourneyPhase(CarActivity.Charging, TimeSpan.FromSeconds(60), Compression: 15),
        new JourneyPhase(CarActivity.Parked, TimeSpan.FromSeconds(8)));
}
