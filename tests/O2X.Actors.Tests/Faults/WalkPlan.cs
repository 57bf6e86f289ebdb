using System.Globalization;
using O2X.Simulator;
using O2X.Simulator.Faults;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Actors.Tests.Faults;

/// <summary>One step of a random walk.</summary>
/// <param name="Text">What it does, in a line.</param>
/// <param name="Do">Does it, on the line of execution.</param>
/// <param name="Seconds">How much time passes after that.</param>
internal sealed record WalkStep(string Text, Action<WalkRun>? Do, double Seconds = 0);

/// <summary>
/// Draws the steps of a walk. They are drawn before the first is taken and none depends on what came of another: a walk without one of
/// its steps is a walk too, which is how one that fails is made short.
/// </summary>
internal static class WalkPlan
{
    private static readonly string[] Owners = [SubscribeRequest.DefaultOwner, SubscribeRequest.DefaultOwner, SubscribeRequest.DefaultOwner, "facade"];

    public static IReadOnlyList<WalkStep> For(int seed)
    {
        var random = new Random(seed);
        var steps = Enumerable.Range(0, random.Next(20, 61)).Select(_ => Draw(random)).ToList();
        // Most begin as most days do.
        if (random.Next(5) > 0) steps[0] = Subscribe(new SubscribeRequest { FirstTime = true, Vin = SimulatedWorld.DefaultVin });
        return steps;
    }

    private static WalkStep Draw(Random random) => random.Next(20) switch
    {
        < 4 => Begin(Fault.All[random.Next(Fault.All.Count)]),
        < 9 => End(Fault.All[random.Next(Fault.All.Count)], random.Next(4) > 0),
        < 14 => Pass(Math.Round(Math.Pow(10, (random.NextDouble() * 3) - 1), 2)),
        < 16 => CarDoes(random),
        16 or 17 => Subscribe(random),
        18 when random.Next(2) == 0 => Unsubscribe(Owners[random.Next(Owners.Length)]),
        18 => SetTimeouts(random),
        _ => random.Next(3) switch
        {
            0 => Call("forgets the vehicle", engine => engine.ForgetVehicleAsync()),
            1 => Call("clears the data", engine => engine.ClearDataAsync()),
            _ => Call("asks how it is", engine => Task.FromResult((engine.LastInformation, engine.Counters, engine.Remembered))),
        },
    };

    private static WalkStep Begin(Fault fault) => new($"begin {fault}", run => run.Begin(fault));

    private static WalkStep End(Fault fault, bool oldest) => oldest
        ? new WalkStep("end the oldest fault", run => run.EndOldest())
        : new WalkStep($"end {fault}", run => run.End(fault));

    private static WalkStep Pass(double seconds) => new(string.Create(CultureInfo.InvariantCulture, $"pass {seconds} s"), null, seconds);

    private static WalkStep CarDoes(Random random)
    {
        var charge = random.Next(101);
        var (text, action) = random.Next(7) switch
        {
            0 => ("drives off", (Action<SimulatedWorld>)(world => world.Car.StartDriving())),
            1 => ("parks", world => world.Car.Park()),
            2 => ("is plugged in", world => world.Car.PlugIn()),
            3 => ("wants to charge with the brake off", world => world.Car.WantToChargeWithBrakeOff()),
            4 => ("has the alerts service and turtle mode", world => world.Car.SetAlerts(Alerts.Service | Alerts.TurtleMode)),
            5 => ("has no alerts", world => world.Car.SetAlerts(Alerts.None)),
            _ => ($"has {charge} %", world => world.Car.SetStateOfCharge(charge)),
        };
        return new WalkStep($"the car {text}", run => action(run.Bench.World));
    }

    private static WalkStep Subscribe(Random random)
    {
        var firstTime = random.Next(3) != 0;
        var request = new SubscribeRequest
        {
            FirstTime = firstTime,
            Vin = random.Next(12) switch { 0 => AmiBus.OtherVin, 1 => null, _ => firstTime ? SimulatedWorld.DefaultVin : null },
            Owner = Owners[random.Next(Owners.Length)],
            WhenUnavailable = (WhenUnavailable)random.Next(2),
        };
        return Subscribe(request);
    }

    private static WalkStep Subscribe(SubscribeRequest request) =>
        Call(
            $"{request.Owner} subscribes to {request.Vin?.Full ?? "no VIN"}, first time {request.FirstTime}, {request.WhenUnavailable}",
            engine => engine.SubscribeAsync(request));

    private static WalkStep Unsubscribe(string owner) => Call($"{owner} unsubscribes", engine => engine.UnsubscribeAsync(owner));

    private static WalkStep SetTimeouts(Random random)
    {
        var (scan, loose, change) = (random.Next(5, WalkRun.LongestScan), random.Next(2, 20), random.Next(6));
        return Call(
            $"sets scan {scan} s, looseConnection {loose} s, changeStatus {change} s",
            engine => engine.SetTimeoutsAsync(TimeSpan.FromSeconds(scan), TimeSpan.FromSeconds(loose), TimeSpan.FromSeconds(change)));
    }

    private static WalkStep Call(string text, Func<IO2XEngine, Task> call) => new($"api: {text}", run => run.Call(call(run.Bench.Engine)));
}
