using System.Security.Cryptography;
using Xunit.Abstractions;

namespace O2X.EndToEnd.Tests.Kills;

/// <summary>
/// The real command, killed at random moments. After each kill the store is whole, a restart finds the remembered vehicle, and of what
/// was printed five seconds are lost at most. <c>O2X_KILL_SEED</c> repeats the moments of a run.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Few = 20;
    private const int Many = 200;
    private const int Lanes = 4;

    [Fact]
    [Trait("Kind", "faults")]
    public Task Costs_five_seconds_at_most() => KillAsync(Few);

    [Fact]
    [Trait("Kind", "soak")]
    public Task Costs_five_seconds_at_most_however_often() => KillAsync(Many);

    private async Task KillAsync(int kills)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("O2X_KILL_SEED"), out var given) ? given : RandomNumberGenerator.GetInt32(int.MaxValue);
        output.WriteLine($"seed {seed}");
        var lanes = Enumerable.Range(0, Lanes).Select(i => new KillLane(new Random(seed + i))).ToList();

        await Task.WhenAll(lanes.Select(lane => Task.Run(() => lane.RunAsync(kills / Lanes))));

        output.WriteLine($"{kills} kills, {lanes.Sum(lane => lane.WhileItFlowed)} while information flowed; the most that one cost was {lanes.Max(lane => lane.MostLost).TotalSeconds} s");
        Assert.True(lanes.Sum(lane => lane.WhileItFlowed) > kills / 2, "Hardly anything was killed while information flowed.");
    }
}
