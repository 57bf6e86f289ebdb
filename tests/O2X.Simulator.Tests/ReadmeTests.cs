using System.Runtime.CompilerServices;
using O2X.Links.Time;
using O2X.Simulator.Faults;

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
    public void Sample_is_the_one_that_compiles() => Assert.Subset(LinesOf(Here()), SampleOf(Readme()));

    private static HashSet<string> SampleOf(string readme)
    {
        var sample = File.ReadAllText(readme).Split("```csharp")[1].Split("```")[0];
        return [.. sample.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
    }

    private static HashSet<string> LinesOf(string path) => [.. File.ReadLines(path).Select(line => line.Trim())];

    private static string Readme() => Path.GetFullPath(Path.Combine(Here(), "../../../src/O2X.Simulator/README.md"));

    private static string Here([CallerFilePath] string path = "") => path;
}
