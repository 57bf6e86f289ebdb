using Akka.Actor;
using Akka.Configuration;
using O2X.Gateway.History.Recording;
using O2X.Simulator.Cars;
using O2X.Simulator.Faults;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Gateway.Tests.History;

/// <summary>Sessions and samples of a simulated car that does this and that, compared with what is true of it.</summary>
public sealed class SimulatedSessionTests : IDisposable
{
    private const int Phases = 14;
    private const double Step = 0.5;

    private static readonly CarActivity[] Activities =
        [CarActivity.Parked, CarActivity.Halted, CarActivity.Driving, CarActivity.Driving, CarActivity.Reversing, CarActivity.Charging, CarActivity.Charging];

    private readonly ActorSystem _system = ActorSystem.Create("sessions", ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF }"));

    public void Dispose() => _system.Terminate().GetAwaiter().GetResult();

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    [InlineData(5, true)]
    public async Task Are_what_the_car_did(int seed, bool withLosses)
    {
        var (readings, truth) = await LiveAsync(seed, withLosses);
        var whole = new SessionTrackerTests.Run();
        var restarted = new SessionTrackerTests.Run();
        var random = new Random(seed);
        foreach (var reading in readings)
        {
            whole.Take(reading);
            if (random.Next(50) == 0) restarted.Restart();
            restarted.Take(reading);
        }

        var trips = whole.Sessions.Where(session => session.Kind == SessionKind.Trip).ToList();
        Assert.NotEmpty(trips);
        Assert.Equal(RunsOfDriving(readings), trips.Count);
        Assert.Equal(whole.Texts, restarted.Texts);
        foreach (var (before, after) in whole.Sessions.Zip(whole.Sessions.Skip(1))) Assert.True(before.Ended <= after.Begun, $"{before} {after}");
        // A tenth of a kilometre is what the odometer tells; braking after the status has changed is another's.
        Assert.Equal(truth.Kilometres, trips.Sum(session => session.ToTrip(1).Distance!.Value), 0.2 * trips.Count);
        if (withLosses) return;
        var charges = whole.Sessions.Where(session => session.Kind == SessionKind.Charge);
        Assert.Equal(truth.Charged, charges.Sum(session => session.ToChargeSession(1).Energy!.Value), Math.Max(0.01, truth.Charged * 0.05));
        Assert.Equal(truth.Driven, trips.Sum(session => session.ToTrip(1).Energy!.Value), Math.Max(0.01, truth.Driven * 0.05));
    }

    [Theory]
    [InlineData(6, false)]
    [InlineData(7, true)]
    public async Task Are_sampled_at_each_change_and_every_minute(int seed, bool withLosses)
    {
        var (readings, _) = await LiveAsync(seed, withLosses);
        var thinner = new SampleThinner(TimeSpan.FromSeconds(5));
        Reading? last = null;
        var kept = 0;
        foreach (var reading in readings)
        {
            var isKept = thinner.Keeps(in reading);
            if (last is { } before)
            {
                var age = new TimeSpan(reading.Ticks - before.Ticks);
                var isSame = reading.Status == before.Status && reading.Sample.StateOfCharge == before.Sample.StateOfCharge;
                Assert.True(isKept || isSame, $"A change of {before} to {reading} was not kept.");
                Assert.True(isKept || !reading.IsHeard || age < TimeSpan.FromMinutes(1), $"Nothing was kept for {age}.");
                Assert.True(!isKept || !isSame || reading.IsHeard != before.IsHeard || age >= TimeSpan.FromSeconds(5), $"It was kept again after {age}.");
            }

            if (!isKept) continue;
            last = reading;
            kept++;
        }

        Assert.InRange(kept, 10, readings.Count / 10);
    }

    private static int RunsOfDriving(IEnumerable<Reading> readings)
    {
        var runs = 0;
        var last = VehicleStatus.Unknown;
        foreach (var status in readings.Select(reading => reading.Status).Where(status => status != VehicleStatus.Unknown))
        {
            if (status == VehicleStatus.Driving && last != VehicleStatus.Driving) runs++;
            last = status;
        }

        return runs;
    }

    private async Task<(List<Reading> Readings, Truth Truth)> LiveAsync(int seed, bool withLosses)
    {
        var random = new Random(seed);
        List<Reading> readings = [];
        var truth = new Truth();
        await using var bench = new SimulatedBench(_system, seed: seed);
        using var information = bench.Engine.Information.Subscribe(new Follower(snapshot => readings.Add(Reading.Of(in snapshot))));
        bench.World.Car.SetStateOfCharge(random.Next(40, 90));
        await bench.SubscribeAsync();
        Assert.NotNull(bench.PassUntil(() => bench.IsLive, most: 30));
        var begun = bench.World.Car.State.OdometerKm;
        for (var phase = 0; phase < Phases; phase++)
        {
            bench.World.Car.Do(Activities[random.Next(Activities.Length)]);
            if (withLosses && random.Next(3) == 0) Fault.LinkLoss.Begin(bench.World);
            for (var seconds = random.Next(20, 240) * 1.0; seconds > 0; seconds -= Step)
            {
                truth.Add(bench.World.Car.State, Step);
                bench.Pass(Step);
                bench.ForgetTheTold();
            }
        }

        // What is not over is not comparable.
        bench.World.Car.Park();
        for (var seconds = 0.0; seconds < 90; seconds += Step)
        {
            truth.Add(bench.World.Car.State, Step);
            bench.Pass(Step);
        }

        truth.Kilometres = bench.World.Car.State.OdometerKm - begun;
        return (readings, truth);
    }

    private sealed class Truth
    {
        public double Kilometres { get; set; }

        public double Charged { get; private set; }

        public double Driven { get; private set; }

        public void Add(CarState state, double seconds)
        {
            var energy = state.PackVolts * state.PackAmperes * seconds / 3_600_000;
            if (state.Status == VehicleStatus.Charging) Charged += energy;
            if (state.Status == VehicleStatus.Driving) Driven -= energy;
        }
    }

    private sealed class Follower(Action<VehicleSnapshot> next) : IObserver<VehicleSnapshot>
    {
        public void OnNext(VehicleSnapshot value) => next(value);

        public void OnError(Exception error) => Assert.Fail(error.ToString());

        public void OnCompleted()
        {
        }
    }
}
