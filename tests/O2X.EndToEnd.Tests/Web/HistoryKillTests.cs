using System.Security.Cryptography;
using Xunit.Abstractions;

namespace O2X.EndToEnd.Tests.Web;

/// <summary>
/// The real gateway, killed at random moments while a vehicle that is lost again and again keeps it busy. Whatever any client was told is in
/// the history after the restart, with the same number. <c>O2X_KILL_SEED</c> repeats the moments of a run.
/// </summary>
[Trait("Kind", "web")]
public sealed class HistoryKillTests(ITestOutputHelper output) : IDisposable
{
    private const int Kills = 8;
    private const int Clients = 8;

    // Statuses and losses, as fast as the engine comes back from them.
    private const string Busy =
        """
        {
          "name": "busy", "title": "Busy", "description": "Lost again and again.", "seed": 7, "length": 600,
          "steps": [
            { "at": 0, "car": "drive" },
            { "at": 1, "every": 0.7, "times": 800, "fault": "link-loss" },
            { "at": 1, "every": 0.5, "times": 1000, "car": ["drive", "halt", "reverse"] }
          ]
        }
        """;

    private readonly string _state = Directory.CreateTempSubdirectory("o2x-history-").FullName;

    public void Dispose() => Directory.Delete(_state, recursive: true);

    [Fact]
    public async Task Lose_nothing_that_was_told()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("O2X_KILL_SEED"), out var given) ? given : RandomNumberGenerator.GetInt32(int.MaxValue);
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var scenario = Path.Combine(_state, "busy.json");
        await File.WriteAllTextAsync(scenario, Busy);
        var told = new SortedDictionary<long, string>();
        for (var kill = 0; kill < Kills; kill++)
        {
            var before = told.Count;
            using var gateway = await KilledGateway.StartAsync(_state, $"sim:{scenario}");
            await KillWhileListeningAsync(gateway, told, random.Next(5, 100));
            Assert.True(told.Count > before, "Nothing was told.");
        }

        using var last = await KilledGateway.StartAsync(_state, $"sim:{scenario}");
        var kept = new SortedDictionary<long, string>();
        await last.ListenAsync(after: 0, (id, text) =>
        {
            kept.Add(id, text);
            return id >= told.Keys.Last();
        });
        output.WriteLine($"{told.Count} records were told, {kept.Count} are kept");
        Assert.Equal(Enumerable.Range(1, kept.Count).Select(id => (long)id), kept.Keys);
        foreach (var (id, text) in told) Assert.Equal(text, kept[id]);
    }

    // Some begin at once and some go on from what they know; one of them sees to it that it is killed in the midst of it.
    private static async Task KillWhileListeningAsync(KilledGateway gateway, SortedDictionary<long, string> told, int after)
    {
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var known = told.Count > 0 ? told.Keys.Last() : 0;
        var heard = 0;
        var listening = Enumerable.Range(0, Clients).Select(client => gateway.ListenAsync(client % 2 == 0 ? known : 0, (id, text) =>
        {
            lock (told)
            {
                Assert.True(told.TryAdd(id, text) || told[id] == text, $"Record {id} was told as {told[id]} and as {text}.");
                if (id > known && ++heard >= after * Clients) enough.TrySetResult();
            }

            return false;
        })).ToList();
        await enough.Task.WaitAsync(TimeSpan.FromMinutes(2), TimeProvider.System);
        await gateway.KillAsync();
        await Task.WhenAll(listening);
    }
}
