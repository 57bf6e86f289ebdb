using System.Runtime.CompilerServices;
using O2X.Links.Time;
using O2X.Simulator.Cars;
using O2X.Simulator.Faults;
using O2X.Simulator.Scenarios;

namespace O2X.Simulator.Tests;

public class ReadmeTests
{
    [Fact]
    public async Task Sample_compiles_and_runs()
    {
        var clock = new VirtualClock(new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero));
        await using var world = new SimulatedWorld(clock);   // one parked car: VR1AB12C3D4567890

        // world.Transport is an ILinkTransport: give it to an engine, then
        world.Car.StartDriving();
        clock.Advance(TimeSpan.FromSeconds(30));
        Fault.LinkLoss.Begin(world);                         // the radio link is lost
        world.Car.WantToChargeWithBrakeOff();                // cantCharge
        Fault.AdapterOff.Begin(world);                       // the adapter is switched off,
        clock.Advance(TimeSpan.FromSeconds(10));
        Fault.AdapterOff.End(world);                         // and on again
    }

    [Fact]
    public async Task Scenario_compiles_and_runs()
    {
        var clock = new VirtualClock(new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero));
        var garage = Scenario.Named("garage")
            .At(0).CarDoes(CarActivity.Driving)
            .At(30).Breaks(Fault.OutOfRange, seconds: 20).Note("In the garage.")
            .At(60).Every(5, most: 15, times: 3).Breaks(Fault.LinkLoss, Fault.PeerCloses)
            .Until(120).Build();

        await using var world = SimulatedWorld.For(garage, clock);
        // give world.Transport to an engine, then
        using var player = ScenarioPlayer.Start(world, garage, moment => Console.WriteLine(moment));
        clock.Advance(TimeSpan.FromSeconds(120));

        Assert.True(player.Completion.IsCompleted);
        Assert.Equal(
            garage.Steps.Select(step => step.Text),
            Scenario.Read(Samples("json").Single()).Steps.Select(step => step.Text));
    }

    [Fact]
    public void Samples_are_the_ones_that_compile()
    {
        Assert.Equal(2, Samples("csharp").Count());
        Assert.All(Samples("csharp"), sample => Assert.Subset(LinesOf(Here()), LinesIn(sample)));
    }

    private static IEnumerable<string> Samples(string language) =>
        File.ReadAllText(Readme()).Split($"```{language}\n").Skip(1).Select(text => text.Split("```")[0]);

    private static HashSet<string> LinesIn(string sample) =>
        [.. sample.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static HashSet<string> LinesOf(string path) => [.. File.ReadLines(path).Select(line => line.Trim())];

    private static string Readme() => Path.GetFullPath(Path.Combine(Here(), "../../../src/O2X.Simulator/README.md"));

    private static string Here([CallerFilePath] string path = "") => path;
}
