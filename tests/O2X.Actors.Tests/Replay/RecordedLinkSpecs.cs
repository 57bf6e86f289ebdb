using Akka.Actor;
using Akka.Configuration;
using O2X.Links;
using O2X.Links.Can.Log;
using O2X.Links.Recording;
using O2X.Links.Time;
using O2X.Simulator;
using O2X.TestKit;
using O2X.Vehicles;
using O2X.Vehicles.Anonymising;

namespace O2X.Actors.Tests.Replay;

/// <summary>A live link that is recorded, and its recording played to another engine: both tell the same.</summary>
public sealed class RecordedLinkSpecs : IAsyncLifetime
{
    private readonly ActorSystem _system =
        ActorSystem.Create("recorded", ConfigurationFactory.ParseString("akka { loglevel = WARNING, stdout-loglevel = OFF }"));

    private readonly string _folder = Directory.CreateTempSubdirectory("o2x-recorded-").FullName;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _system.Terminate();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Tells_in_replay_what_it_told_live()
    {
        var live = await RecordAsync((world, pass) => pass(120));
        var replay = await ReplayAsync();

        Assert.Contains(live.Status, status => status.Contains("Driving", StringComparison.Ordinal));
        Assert.True(live.Information.Count > 100);
        Assert.Equal(live.Information, replay.Information);
        Assert.Equal(live.Status, replay.Status);
        Assert.Empty(replay.Events);
    }

    [Fact]
    public async Task Tells_every_loss_in_replay_as_it_came()
    {
        var live = await RecordAsync((world, pass) =>
        {
            pass(20);
            world.Dongle.DropLink(LinkLossReason.PeerTerminated);
            pass(20);
            world.Dongle.Silent = true;
            pass(20);
            world.Dongle.Silent = false;
            pass(20);
            world.Dongle.InRange = false;
            pass(20);
            world.Dongle.InRange = true;
            pass(5);
            world.Dongle.Garbled = true;
            pass(2);
            world.Dongle.Garbled = false;
            pass(20);
        });
        var replay = await ReplayAsync();

        Assert.Equal(
            [LinkLossReason.PeerTerminated, LinkLossReason.DataTimeout, LinkLossReason.LinkLoss], live.Losses.Select(loss => loss!.Reason));
        Assert.Equal(live.Events, replay.Events);
        Assert.Equal(live.Status, replay.Status);
        Assert.Equal(live.Information, replay.Information);
    }

    [Fact]
    public async Task Tells_a_silence_that_lasts_to_the_recordings_end()
    {
        var live = await RecordAsync((world, pass) =>
        {
            pass(10);
            world.Dongle.Silent = true;
            pass(10);
        });

        Assert.Single(live.Events);
        Assert.Equal(live.Events, (await ReplayAsync()).Events);
    }

    [Fact]
    public async Task Tells_the_same_twice()
    {
        await RecordAsync((world, pass) => pass(60));
        var (first, second) = (await ReplayAsync(), await ReplayAsync());

        Assert.NotEmpty(first.Information);
        Assert.Equal(first.Information, second.Information);
        Assert.Equal(first.Link.Select(report => report.ToString()), second.Link.Select(report => report.ToString()));
    }

    [Fact]
    public async Task Tells_the_same_of_an_anonymised_recording_but_for_the_VIN()
    {
        var anonymiser = new Anonymiser();
        var live = await RecordAsync((world, pass) => pass(60), anonymiser);
        var standIn = anonymiser.Replace(SimulatedWorld.DefaultVin);
        var replay = await ReplayAsync(standIn);

        Assert.NotEmpty(live.Information);
        Assert.Equal(live.Information, replay.Information.Select(line => line.Replace(standIn.ToString(), SimulatedWorld.DefaultVin.ToString(), StringComparison.Ordinal)));
        Assert.Equal(live.Status, replay.Status);
        Assert.DoesNotContain("567890", await File.ReadAllTextAsync(PathOf()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Does_not_find_another_vehicle_in_a_recording()
    {
        await RecordAsync((world, pass) => pass(10));
        var replay = await ReplayAsync(AmiBus.OtherVin);

        Assert.Empty(replay.Information);
        Assert.Contains(replay.Link, report => report.Fault?.Reason == LinkLossReason.WrongVehicle);
    }

    private string PathOf() => Path.Combine(_folder, "drive.jsonl");

    private async Task<Story> RecordAsync(Action<SimulatedWorld, Action<double>> happen, Anonymiser? anonymiser = null)
    {
        var clock = new VirtualClock(EngineBench.Start);
        await using var world = SimulatedWorld.Demonstration(clock);
        using var recorder = new FileRecorder(PathOf(), new PacketLogHeader("open-link", "sim", clock.GetUtcNow(), SimulatedWorld.DefaultVin), anonymiser);
        await using var engine = O2XEngine.Start(_system, new RecordingTransport(world.Radio, recorder), new EngineOptions { Seed = 1 });
        var story = new Story(engine);
        await engine.SubscribeAsync(new SubscribeRequest { FirstTime = true, Vin = SimulatedWorld.DefaultVin });
        happen(world, seconds => clock.Advance(TimeSpan.FromSeconds(seconds)));
        await engine.UnsubscribeAsync();
        recorder.End(clock.GetTimestamp());
        return story;
    }

    private async Task<Story> ReplayAsync(Vin? vin = null)
    {
        await using var log = new LogTransport(new LogTransportOptions { Path = PathOf() });
        await using var engine = O2XEngine.Start(_system, log, new EngineOptions { Seed = 1 });
        var story = new Story(engine);
        await engine.SubscribeAsync(new SubscribeRequest { FirstTime = true, Vin = vin ?? log.Recording!.Vin });
        await story.Ended.WaitAsync(TimeSpan.FromSeconds(60));
        return story;
    }

    /// <summary>What an engine tells, up to the end.</summary>
    private sealed class Story
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Story(IO2XEngine engine)
        {
            engine.Information.Subscribe(snapshot => Information.Add($"{snapshot.Sequence} {snapshot.ReceivedAt:O} {snapshot.ToInformation()}"));
            engine.Status.Subscribe(snapshot => Status.Add($"{snapshot.Status} {snapshot.ReceivedAt:O}"));
            engine.Events.Subscribe(happened =>
            {
                Losses.Add(happened.Fault);
                Events.Add(happened.ToString());
            });
            engine.Link.Subscribe(report =>
            {
                Link.Add(report);
                if (report is { State: LinkState.Idle, Fault: not null }) _ended.TrySetResult();
            });
        }

        public List<string> Information { get; } = [];

        public List<string> Status { get; } = [];

        public List<string> Events { get; } = [];

        public List<LinkFault?> Losses { get; } = [];

        public List<LinkReport> Link { get; } = [];

        public Task Ended => _ended.Task;

    }

    private sealed class FileRecorder : ILinkRecorder, IDisposable
    {
        private readonly FileStream _file;
        private readonly PacketLogWriter _writer;

        public FileRecorder(string path, PacketLogHeader header, Anonymiser? anonymiser)
        {
            _file = File.Create(path);
            _writer = new PacketLogWriter(anonymiser);
            _file.Write(_writer.Header(header));
        }

        public void OnConnected(Sighting sighting, long timestamp) => _file.Write(_writer.Connected(timestamp, sighting));

        public void OnPacket(ReadOnlySpan<byte> packet, long timestamp) => _file.Write(_writer.Packet(timestamp, packet));

        public void OnLost(LinkFault fault, long timestamp) => _file.Write(_writer.Lost(timestamp, fault));

        public void End(long timestamp) => _file.Write(_writer.Ended(timestamp));

        public void Dispose() => _file.Dispose();
    }
}
