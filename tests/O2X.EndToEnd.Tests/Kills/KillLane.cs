using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Akka.Actor;
using Akka.Configuration;
using O2X.Actors;
using O2X.Actors.Storage;
using O2X.Links.Time;
using O2X.Simulator;

namespace O2X.EndToEnd.Tests.Kills;

/// <summary>One state folder, whose engine is killed again and again.</summary>
internal sealed class KillLane(Random random)
{
    private static readonly TimeSpan _mostLost = TimeSpan.FromSeconds(5);
    private static readonly DateTimeOffset _longAgo = new(2020, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly string _state = Directory.CreateTempSubdirectory("o2x-kills-").FullName;

    private string Folder => Path.Combine(_state, "sim");

    private FileVehicleStore Store => new(Folder);

    /// <summary>How many kills came while information flowed.</summary>
    public int WhileItFlowed { get; private set; }

    /// <summary>The most that one cost.</summary>
    public TimeSpan MostLost { get; private set; }

    public async Task RunAsync(int kills)
    {
        await RememberAsync();
        for (var i = 0; i < kills; i++)
        {
            await KillOnceAsync();
            await RestartAsync();
        }

        Directory.Delete(_state, recursive: true);
    }

    // A vehicle is remembered once its information flows, and durably so at a clean end.
    private async Task RememberAsync()
    {
        using var watch = WatchProcess.Start(_state, "--first-time");
        await watch.UntilInformationAsync();
        Assert.Empty(await watch.StopAsync());
    }

    private async Task KillOnceAsync()
    {
        using var watch = WatchProcess.Start(_state, random.Next(4) == 0 ? ["--first-time"] : []);
        if (random.Next(8) != 0) await watch.UntilInformationAsync();
        await Task.Delay(NextMoment(), TimeProvider.System);
        Assert.Empty(await watch.KillAsync());

        AssertWhole();
        var kept = Store.Read();
        Assert.Equal(SimulatedWorld.DefaultVin, kept.Remembered?.Vin);
        if (watch.Received.Count == 0) return;

        // Nothing is lost of a run before its first information: what an earlier run left may be as old as that run.
        var (first, last) = (watch.Received[0], watch.Received[^1]);
        var saved = kept.Information!.ReceivedAt;
        var lost = last - (saved > first ? saved : first);
        Assert.True(lost <= _mostLost, $"Saved at {saved:T}, printed from {first:T} to {last:T}: {lost.TotalSeconds} s are lost.");
        WhileItFlowed++;
        if (lost > MostLost) MostLost = lost;
    }

    // 0.1 to 12 s, mostly short: the first moments have the most writes.
    private TimeSpan NextMoment()
    {
        var longest = random.Next(10) switch { 0 => 12.0, < 4 => 5.0, _ => 1.0 };
        return TimeSpan.FromSeconds(0.1 + (random.NextDouble() * (longest - 0.1)));
    }

    // Both lines are there, and the second is the checksum of the first.
    private void AssertWhole()
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, FileVehicleStore.FileName));
        Assert.Equal(2, lines.Length);
        var checksum = JsonDocument.Parse(lines[1]).RootElement.GetProperty("sha256").GetString();
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines[0]))), checksum);
    }

    // An engine on virtual time, long ago: what it saves is never taken for what the next run saved.
    private async Task RestartAsync()
    {
        var clock = new VirtualClock(_longAgo);
        using var system = ActorSystem.Create("restart", ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF }"));
        await using var world = new SimulatedWorld(clock);
        await using (var engine = O2XEngine.Start(system, world.Radio, new EngineOptions { Store = Store }))
        {
            Assert.False(File.Exists(Path.Combine(Folder, FileVehicleStore.FileName + ".corrupt")));
            var reply = await engine.SubscribeAsync(new SubscribeRequest { FirstTime = false });
            clock.Advance(TimeSpan.FromSeconds(10));

            Assert.Equal(new SubscribeReply(SubscribeOutcome.Accepted, SimulatedWorld.DefaultVin), reply);
            Assert.Equal(LinkState.Ready, engine.LinkReport.State);
        }

        await system.Terminate();
    }
}
