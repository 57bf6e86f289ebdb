using O2X.Links;
using O2X.Links.Time;
using O2X.Simulator.Cars;
using O2X.Simulator.Radio;
using O2X.Simulator.Scenarios;
using O2X.Simulator.Stacks;
using O2X.Vehicles;

namespace O2X.Simulator;

/// <summary>
/// A radio with cars in its air: one parked car with the VIN <c>VR1AB12C3D4567890</c> to begin with. On a <see cref="VirtualClock"/>
/// nothing happens by chance: the same seed and the same calls give the same packets at the same times.
/// </summary>
/// <remarks>Safe for use by several threads.</remarks>
public sealed partial class SimulatedWorld : IAsyncDisposable
{
    private readonly VirtualStack _stack;

    /// <summary>Makes a world.</summary>
    /// <param name="clock">Its clock: <see cref="TimeProvider.System"/> for a demonstration, a <see cref="VirtualClock"/> for a test.</param>
    /// <param name="options">How the dongle of its first car is set up; null: the defaults.</param>
    /// <param name="seed">What all chance is drawn from.</param>
    public SimulatedWorld(TimeProvider clock, DongleOptions? options = null, int seed = 1)
        : this(clock, options, seed, "sim")
    {
    }

    private SimulatedWorld(TimeProvider clock, DongleOptions? options, int seed, string name)
    {
        ArgumentNullException.ThrowIfNull(clock);
        Seed = seed;
        Radio = new VirtualRadio(clock as VirtualClock ?? (TimeProvider)new SettableClock(clock), seed);
        _stack = new VirtualStack(Radio, seed, name);
        Dongle = Add(DefaultVin, options);
    }

    /// <summary>The VIN of the first car: the one of the SDK's published sample.</summary>
    public static Vin DefaultVin { get; } = Vin.Parse("VR1AB12C3D4567890");

    /// <summary>What an engine is given: the software between it and <see cref="Radio"/>, which has faults of its own.</summary>
    public ILinkTransport Transport => _stack;

    /// <summary>The radio.</summary>
    public VirtualRadio Radio { get; }

    /// <summary>The dongle of the first car.</summary>
    public VirtualDongle Dongle { get; }

    /// <summary>The first car.</summary>
    public VirtualCar Car => Dongle.Car;

    internal int Seed { get; }

    internal VirtualStack Stack => _stack;

    /// <summary>Makes a world whose car is on the <see cref="Journey.Demonstration"/>.</summary>
    public static SimulatedWorld Demonstration(TimeProvider clock)
    {
        var world = new SimulatedWorld(clock);
        world.Car.Follow(Journey.Demonstration);
        return world;
    }

    /// <summary>Makes a world for a scenario: its seed is the scenario's. <see cref="ScenarioPlayer.Start"/> plays it.</summary>
    public static SimulatedWorld For(Scenario scenario, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return new SimulatedWorld(clock, options: null, scenario.Seed, $"sim:{scenario.Name}");
    }

    /// <summary>Adds a parked car with a dongle.</summary>
    /// <param name="vin">Its VIN.</param>
    /// <param name="options">How the dongle is set up; null: the defaults.</param>
    public VirtualDongle Add(Vin vin, DongleOptions? options = null) =>
        Radio.Add(new VirtualCar(vin, Radio.Clock, unchecked(Seed + Radio.Dongles.Count)), options);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _stack.DisposeAsync();
}
