using System.Globalization;
using System.Security.Cryptography;
using Akka.Actor;
using Akka.Configuration;
using Xunit.Abstractions;

namespace O2X.Actors.Tests.Faults;

/// <summary>
/// Walks at random through faults, what the car does, calls and time. A walk that fails is told by its seed and its shortest steps;
/// with <c>O2X_WALK_SEED</c> set to the seed it is the only one.
/// </summary>
public sealed class RandomWalkSpecs(ITestOutputHelper output) : IAsyncLifetime
{
    private const string SeedVariable = "O2X_WALK_SEED";

    private readonly ActorSystem _system = ActorSystem.Create("walk", ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF }"));

    [Fact]
    [Trait("Kind", "faults")]
    public Task Keeps_every_invariant_on_500_walks() => WalkAsync(500);

    [Fact]
    [Trait("Kind", "soak")]
    public Task Keeps_every_invariant_on_10000_walks() => WalkAsync(10_000);

    [Fact]
    [Trait("Kind", "faults")]
    public void Is_the_same_for_the_same_seed() =>
        Assert.Equal(WalkPlan.For(7).Select(step => step.Text), WalkPlan.For(7).Select(step => step.Text));

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _system.Terminate();

    private async Task WalkAsync(int count)
    {
        var first = RandomNumberGenerator.GetInt32(int.MaxValue - count);
        if (int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), CultureInfo.InvariantCulture, out var given)) (first, count) = (given, 1);
        output.WriteLine($"{count} walks, the first with {SeedVariable}={first}");
        var (steps, losses) = (0, 0);
        for (var seed = first; seed < first + count; seed++)
        {
            var plan = WalkPlan.For(seed);
            var (taken, lost, failure) = await WalkRun.TakeAsync(_system, seed, plan);
            if (failure is not null) Assert.Fail(await ExplainAsync(seed, [.. plan.Take(taken)], failure));
            steps += taken;
            losses += lost;
        }

        output.WriteLine($"{steps} steps, {losses} losses of a link that was ready");
        // Walks that never get anywhere would prove nothing.
        if (count > 1) Assert.True(losses > count / 2);
    }

    // Leaves out each step without which a walk fails all the same.
    private async Task<string> ExplainAsync(int seed, List<WalkStep> steps, string failure)
    {
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            var without = steps.Where((_, index) => index != i).ToList();
            if (await WalkRun.TakeAsync(_system, seed, without) is not (var taken, _, { } shorter)) continue;
            (steps, failure) = ([.. without.Take(taken)], shorter);
            i = Math.Min(i, steps.Count);
        }

        return $"{SeedVariable}={seed}: {failure}\nafter\n  {string.Join("\n  ", steps.Select(step => step.Text))}";
    }
}
