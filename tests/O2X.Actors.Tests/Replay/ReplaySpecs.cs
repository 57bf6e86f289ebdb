using System.Text.Json;
using Akka.Actor;
using Akka.Configuration;
using O2X.Links;
using O2X.Links.Can.Log;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Actors.Tests.Replay;

/// <summary>Logs, replayed through the whole engine, against the truth that they were made from.</summary>
public sealed class ReplaySpecs : IAsyncLifetime
{
    private readonly ActorSystem _system =
        ActorSystem.Create("replay", ConfigurationFactory.ParseString("akka { loglevel = WARNING, stdout-loglevel = OFF }"));

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _system.Terminate();

    [Theory]
    [InlineData("ami-town-and-charge")]
    [InlineData("ami-noisy")]
    public async Task Agrees_with_the_truth_at_every_checkpoint(string log)
    {
        using var truth = JsonDocument.Parse(await File.ReadAllTextAsync(PathOf($"{log}.truth.json")));

        var replay = await ReplayAsync(PathOf($"{log}.log"), TimeSpan.Zero);

        var checkpoints = truth.RootElement.GetProperty("checkpoints").EnumerateArray().ToList();
        Assert.NotEmpty(checkpoints);
        foreach (var expected in checkpoints)
        {
            // The truth is of a moment; the frames that tell of it follow within two milliseconds.
            var at = DateTimeOffset.UnixEpoch.AddSeconds(expected.GetProperty("t").GetDouble()).AddMilliseconds(5);
            var told = replay.Information.Last(snapshot => snapshot.ReceivedAt <= at);
            Assert.Equal(expected.GetProperty("status").GetString(), told.Status.ToString().ToLowerInvariant());
            Assert.Equal(expected.GetProperty("soc").GetInt32(), told.StateOfCharge);
            Assert.Equal(expected.GetProperty("odometer_km").GetDecimal(), told.Odometer);
            Assert.Equal(expected.GetProperty("range_km").GetInt32(), told.RemainingRange);
            Assert.Equal(expected.GetProperty("rnd").GetString(), told.Selector.ToString().ToLowerInvariant());
            Assert.Equal(expected.GetProperty("brake").GetBoolean(), told.ParkBrake == ParkBrakeStatus.Activated);
            Assert.Equal(expected.GetProperty("speed").GetInt32(), told.Speed);
        }

        Assert.Equal(
            truth.RootElement.GetProperty("events").EnumerateArray().Select(e => e.GetString()!.ToUpperInvariant()),
            replay.Events.Select(e => e.Kind.ToString().ToUpperInvariant()));
        Assert.Equal(truth.RootElement.GetProperty("vin").GetString(), replay.Information[^1].Vin!.Full);
    }

    [Fact]
    public async Task Makes_every_timer_follow_the_log()
    {
        var replay = await ReplayAsync(PathOf("ami-noisy.log"));

        // The last value comes at …186.9016 and the next at …207: the loss is told exactly the data timeout later, in the log's time.
        var lost = Assert.Single(replay.Events);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddTicks(17600021919016000), lost.At);
        Assert.Equal(LinkLossReason.BusSilent, lost.Fault!.Reason);
        var again = replay.Link.Where(report => report.State == LinkState.Connecting).ElementAt(1);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(1760002207), again.At);
    }

    [Fact]
    public async Task Tells_the_same_twice()
    {
        var first = await ReplayAsync(PathOf("ami-noisy.log"), TimeSpan.Zero);
        var second = await ReplayAsync(PathOf("ami-noisy.log"), TimeSpan.Zero);

        Assert.NotEmpty(first.Lines);
        Assert.Equal(first.Lines, second.Lines);
    }

    [Fact]
    public async Task Loses_nothing_and_tells_every_update_without_an_interval()
    {
        var replay = await ReplayAsync(PathOf("ami-town-and-charge.log"), TimeSpan.Zero);

        Assert.Equal(8610, replay.Counters.Decoding.Packets);
        Assert.Equal((0, 0), (replay.Counters.Skipped, replay.Counters.Decoding.Dropped));
        var live = replay.Information.Where(snapshot => snapshot.QualityOf(Signal.Speed) == Quality.Live).Select(s => s.Sequence).ToList();
        Assert.Equal(live.Distinct().Count(), live[^1] - live[0] + 1 - Unpublished(replay));
    }

    [Fact]
    public async Task Ends_without_a_loss()
    {
        var replay = await ReplayAsync(PathOf("ami-town-and-charge.log"));

        Assert.Equal(LinkLossReason.EndOfSource, replay.Link[^1].Fault!.Reason);
        Assert.Equal(LinkState.Idle, replay.Link[^1].State);
        Assert.Equal(2, replay.Events.Count);
    }

    [Fact]
    public async Task Passes_over_a_log_of_another_vehicle()
    {
        var replay = await ReplayAsync(PathOf("ami-town-and-charge.log"), vin: AmiBus.OtherVin);

        Assert.Empty(replay.Information);
        Assert.Contains(replay.Link, report => report.Fault?.Reason == LinkLossReason.WrongVehicle);
        Assert.Equal(LinkLossReason.ScanTimeout, replay.Link[^1].Fault!.Reason);
    }

    [Fact]
    public async Task Runs_beside_live_engines_each_on_its_own_time()
    {
        await using var live = new EngineBench(system: _system);
        await live.BecomeReadyAsync();
        var before = live.Clock.GetTimestamp();

        var replays = await Task.WhenAll(
            ReplayAsync(PathOf("ami-noisy.log")), ReplayAsync(PathOf("ami-town-and-charge.log")), ReplayAsync(PathOf("ami-noisy.log")));

        Assert.Equal(before, live.Clock.GetTimestamp());
        Assert.Equal(LinkState.Ready, live.State);
        Assert.Equal(replays[0].Lines, replays[2].Lines);
        Assert.Equal(2, replays[1].Events.Count);
        live.Pass(5);
        Assert.Equal(LinkState.Scanning, live.State);
    }

    private static long Unpublished(Story replay)
    {
        // While the link is verified anew, updates are folded in but not told.
        var ready = replay.Information.Where(s => s.QualityOf(Signal.Speed) == Quality.Live).ToList();
        return ready.Zip(ready.Skip(1)).Sum(pair => Math.Max(0, pair.Second.Sequence - pair.First.Sequence - 1));
    }

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Data", file);

    private async Task<Story> ReplayAsync(string path, TimeSpan? interval = null, Vin? vin = null)
    {
        await using var log = new LogTransport(new LogTransportOptions { Path = path });
        await using var engine = O2XEngine.Start(_system, log, new EngineOptions { Seed = 1, InformationInterval = interval ?? TimeSpan.FromSeconds(0.25) });
        var story = new Story(engine);
        await engine.SubscribeAsync(new SubscribeRequest { FirstTime = true, Vin = vin });
        await story.Ended.WaitAsync(TimeSpan.FromSeconds(60));
        story.Counters = engine.Counters;
        return story;
    }

    /// <summary>Everything that a replay tells, by stream and in the order of telling.</summary>
    private sealed class Story
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Story(IO2XEngine engine)
        {
            engine.Information.Subscribe(snapshot => Tell(Information, snapshot, $"{snapshot.Sequence} {snapshot.ToInformation()}"));
            engine.Status.Subscribe(snapshot => Tell(Status, snapshot, $"{snapshot.Status} {snapshot.ReceivedAt:O}"));
            engine.Events.Subscribe(happened => Tell(Events, happened, happened.ToString()));
            engine.Link.Subscribe(report =>
            {
                Tell(Link, report, report.ToString());
                if (report.State == LinkState.Idle && report.Fault is not null) _ended.TrySetResult();
            });
        }

        public List<VehicleSnapshot> Information { get; } = [];

        public List<VehicleSnapshot> Status { get; } = [];

        public List<VehicleEvent> Events { get; } = [];

        public List<LinkReport> Link { get; } = [];

        public List<string> Lines { get; } = [];

        public Task Ended => _ended.Task;

        public EngineCounters Counters { get; set; }

        private void Tell<T>(List<T> stream, T element, string line)
        {
            stream.Add(element);
            Lines.Add(line);
        }
    }
}
