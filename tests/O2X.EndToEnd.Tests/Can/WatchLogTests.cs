using O2X.EndToEnd.Tests.Guests;
using O2X.EndToEnd.Tests.Uml;

namespace O2X.EndToEnd.Tests.Can;

/// <summary>
/// The command <c>o2x watch</c> on a real kernel, on which can-utils play a whole log in real time. In one go that takes four minutes:
/// its pieces lie on five lanes, each an interface with a command of its own. Silence between the pieces makes sure which values the
/// command told last.
/// </summary>
[Trait("Kind", "can")]
public sealed class WatchLogTests(WatchLogTests.OneRun one) : IClassFixture<WatchLogTests.OneRun>
{
    // Another vehicle than the log's.
    private const string OtherVin = "VR1AB12C3D4567891";

    // How many pieces lie on each lane, such that all lanes take about as long.
    private static readonly int[] LaneLengths = [3, 2, 4, 2, 3];

    private static readonly RecordedDrive Drive = RecordedDrive.TownAndCharge();

    private static readonly IReadOnlyList<IReadOnlyList<RecordedDrive.Piece>> Lanes =
        [.. LaneLengths.Select((length, i) => Drive.Pieces.Skip(LaneLengths.Take(i).Sum()).Take(length).ToList())];

    private IEnumerable<IReadOnlyList<WatchLine>> Watches => Lanes.Select((_, i) => one.Run.Watch($"lane{i + 1}.report"));

    [Fact]
    public void Agrees_with_the_truth_at_every_checkpoint()
    {
        var told = Watches.SelectMany(LastBeforeSilences).ToList();
        Assert.Equal(Drive.Pieces.Count, told.Count);

        var atCheckpoints = Drive.Pieces.Zip(told).Where(piece => piece.First.Truth is not null).ToList();
        Assert.Equal(13, atCheckpoints.Count);
        Assert.Equal(atCheckpoints.Select(piece => piece.First.Truth), atCheckpoints.Select(piece => piece.Second));
    }

    [Fact]
    public void Tells_that_the_vehicle_sleeps_once_for_each_silence()
    {
        Assert.All(Watches.Zip(Lanes), lane =>
        {
            var (lines, pieces) = lane;
            Assert.Equal(pieces.Count, lines.Count(line => line.IsLink("ready")));
            Assert.Equal(pieces.Select(_ => "busSilent"), lines.Where(line => line.IsEvent("disconnected")).Select(line => line.Text("reason")));
            Assert.Equal(pieces.Select(_ => true), lines.Where(line => line.IsLink("stale")).Select(line => line.IsAsleep));
        });
    }

    [Fact]
    public void Tells_the_events_that_the_log_was_made_with()
    {
        var besidesSilence = Watches.SelectMany(lines => lines).Where(line => line.Stream == "event" && !line.IsEvent("disconnected"));

        Assert.Equal(["cantCharge"], besidesSilence.Select(line => line.Text("event")));
    }

    [Fact]
    public void Takes_the_vehicle_that_it_hears_as_well_as_the_one_that_is_named() =>
        Assert.All(Watches, lines => Assert.All(lines.Where(line => line.IsLink("ready")), line =>
        {
            Assert.Equal(Drive.Vin, line.Text("vin"));
            Assert.True(line.Value.GetProperty("verified").GetBoolean());
        }));

    [Fact]
    public void Ends_well_when_it_is_interrupted() =>
        Assert.All(Lanes.Select((_, i) => i + 1), lane =>
        {
            Assert.Equal("0", one.Run.Text($"lane{lane}.exit"));
            Assert.Empty(one.Run.Text($"lane{lane}.report.errors"));
        });

    [Fact]
    public void Shows_nothing_of_another_vehicle_than_the_one_that_is_named()
    {
        var lines = one.Run.Watch("other.report");

        Assert.All(lines, line => Assert.Equal("link", line.Stream));
        var closing = Assert.Single(lines, line => line.IsLink("closing"));
        Assert.Equal("wrongVehicle", closing.Text("reason"));
        Assert.Equal("vcan1 is another vehicle than the one that is sought.", closing.Text("detail"));
        Assert.Equal("Check the VIN.", closing.Text("advice"));
        Assert.Equal("3", one.Run.Text("other.exit"));
        Assert.Matches(@"^o2x: can:vcan1: [^\n]*not found within 60 s[^\n]*check the VIN\.$", one.Run.Text("other.report.errors"));
    }

    // With the silence the status becomes unknown: what was told before that counts. What is told first may lack the values of frames
    // that are yet to come.
    private static IEnumerable<VehicleValues> LastBeforeSilences(IReadOnlyList<WatchLine> lines)
    {
        WatchLine? last = null;
        foreach (var line in lines)
        {
            if (line.Stream == "information" && line.Text("status") != "unknown") last = line;
            if (!line.IsEvent("disconnected")) continue;
            Assert.NotNull(last);
            yield return VehicleValues.OfInformation(last.Value);
            last = null;
        }
    }

    /// <summary>One run that all tests look at.</summary>
    public sealed class OneRun : IAsyncLifetime
    {
        /// <summary>The run.</summary>
        public GuestRun Run { get; private set; } = null!;

        /// <inheritdoc/>
        public async Task InitializeAsync()
        {
            var folder = UmlGuest.NewFolder("watch-log");
            for (var lane = 0; lane < Lanes.Count; lane++)
            {
                var pieces = Directory.CreateDirectory(Path.Combine(folder, $"lane{lane + 1}")).FullName;
                for (var i = 0; i < Lanes[lane].Count; i++)
                    await File.WriteAllLinesAsync(Path.Combine(pieces, $"{i}.log"), Lanes[lane][i].Lines);
            }

            Run = await UmlGuest.RunAsync("watch-log", folder, ("VIN", Drive.Vin), ("OTHER_VIN", OtherVin));
        }

        /// <inheritdoc/>
        public Task DisposeAsync() => Task.CompletedTask;
    }
}
