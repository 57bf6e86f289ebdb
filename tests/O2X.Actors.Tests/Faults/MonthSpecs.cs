using System.Globalization;
using Akka.Actor;
using Akka.Configuration;
using O2X.Simulator.Cars;
using O2X.Simulator.Faults;
using O2X.TestKit;
using Xunit.Abstractions;

namespace O2X.Actors.Tests.Faults;

/// <summary>One engine, a long time, and a fault every few minutes: it always comes back, and its memory does not grow.</summary>
[Collection("Memory")]
public sealed class MonthSpecs(ITestOutputHelper output) : IAsyncLifetime
{
    // What the runtime and the test runner keep for themselves comes and goes in pieces smaller than this. With the five percent it
    // hides no leak of 200 bytes at each of a month's 11,700 faults.
    private const long Slack = 512 << 10;

    private static readonly CarActivity[] Activities = Enum.GetValues<CarActivity>();

    private readonly ActorSystem _system = ActorSystem.Create("month", ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF }"));

    [Fact]
    [Trait("Kind", "soak")]
    public Task Lasts_a_month() => LastAsync(TimeSpan.FromDays(30), TimeSpan.FromDays(1));

    [Fact]
    [Trait("Kind", "faults")]
    public Task Lasts_a_day() => LastAsync(TimeSpan.FromDays(1), TimeSpan.FromHours(6));

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _system.Terminate();

    private async Task LastAsync(TimeSpan length, TimeSpan first)
    {
        var bench = new SimulatedBench(_system, new EngineOptions { Seed = 1, Store = SimulatedBench.Remembering() });
        var actors = new ActorTree(_system, bench.Name);
        var (random, faults, memory) = (new Random(1), 0, 0L);
        await bench.SubscribeAsync(firstTime: false);
        bench.Pass(10);
        for (var part = first; part <= length; part += first)
        {
            while (bench.Clock.GetTimestamp() < part.Ticks)
            {
                GoThroughFault(bench, random);
                faults++;
            }

            var now = Memory();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{part.TotalDays:0.##} d: {faults} faults, {bench.Engine.Counters.Decoding.Packets} packets, {now >> 10} KiB"));
            if (part == first) memory = now;
            else Assert.True(now <= (memory * 1.05) + Slack, $"{now} bytes after {part}, {memory} after {first}.");
        }

        await bench.EndEngineAsync();
        Assert.True(bench.IsNothingOpen);
        Assert.Empty(actors.Running);
        await bench.DisposeAsync();
    }

    private static void GoThroughFault(SimulatedBench bench, Random random)
    {
        var fault = Fault.All[random.Next(Fault.All.Count)];
        bench.World.Car.Do(Activities[random.Next(Activities.Length)]);
        fault.Begin(bench.World);
        bench.Pass(random.Next(1, 180));
        fault.End(bench.World);
        Assert.True(bench.PassUntil(() => bench.IsLive, most: 150, step: 1) is not null, $"Not back from {fault}: {bench.Engine.LinkReport}");
        bench.Pass(random.Next(20, 240));

        Assert.True(bench.IsLive);
        Assert.Equal((1, 0, 0), (bench.World.Radio.OpenLinks, bench.World.Radio.RunningScans, bench.World.Radio.PendingConnects));
        Assert.InRange(bench.Clock.ArmedTimers, 1, 8);
        bench.ForgetTheTold();
    }

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>Whoever measures memory runs alone.</summary>
    [CollectionDefinition("Memory", DisableParallelization = true)]
    public sealed class Alone;
}
