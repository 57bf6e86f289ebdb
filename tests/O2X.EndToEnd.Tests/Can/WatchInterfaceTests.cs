using O2X.EndToEnd.Tests.Guests;
using O2X.EndToEnd.Tests.Uml;

namespace O2X.EndToEnd.Tests.Can;

/// <summary>The command <c>o2x watch</c> on a real kernel whose interface is missing, comes, goes down and up, and falls silent.</summary>
[Trait("Kind", "can")]
public sealed class WatchInterfaceTests(WatchInterfaceTests.OneRun one) : IClassFixture<WatchInterfaceTests.OneRun>
{
    private static readonly RecordedDrive.Piece Awake = RecordedDrive.TownAndCharge().Pieces[0];

    private readonly IReadOnlyList<WatchLine> _lines = one.Run.Watch();

    [Fact]
    public void Fails_for_an_interface_that_is_missing()
    {
        Assert.Equal("2", one.Run.Text("missing.exit"));
        Assert.Equal(
            "o2x: can:vcan0 is not usable. There is no interface vcan0. sudo ip link add dev vcan0 type vcan; sudo ip link set vcan0 up.",
            one.Run.Text("missing.errors"));
        Assert.All(one.Run.Watch("missing"), line => Assert.True(line.IsLink("idle")));
    }

    [Fact]
    public void Waits_for_an_interface_that_is_missing_when_it_is_told_to()
    {
        var waiting = _lines.First(line => line.IsLink("waitingForAdapter"));

        Assert.Equal("adapterOff", waiting.Text("reason"));
        Assert.Equal("There is no interface vcan0.", waiting.Text("detail"));
        Assert.Equal("sudo ip link add dev vcan0 type vcan; sudo ip link set vcan0 up", waiting.Text("advice"));
    }

    [Fact]
    public void Gives_no_advice_on_an_interface_that_is_up()
    {
        // The socket may tell of the interface before the kernel's register does; a search that begins in between is not meant.
        var found = _lines.Where(line => line.IsLink("scanning") || line.IsLink("connecting")).ToList();
        var searches = found.Zip(found.Skip(1)).Where(pair => pair.Second.IsLink("connecting")).Select(pair => pair.First).ToList();

        Assert.Equal(2, searches.Count);
        Assert.All(searches, search =>
        {
            Assert.Null(search.Text("reason"));
            Assert.Null(search.Text("advice"));
        });
    }

    [Fact]
    public void Tells_that_the_interface_went_down()
    {
        var lost = Lost(0);
        Assert.Equal("adapterOff", lost.Text("reason"));
        Assert.Contains("interface vcan0", lost.Text("detail"), StringComparison.Ordinal);
        Assert.Equal("sudo ip link set vcan0 up", lost.Text("advice"));

        var parked = _lines.Last(line => line.IsLink("waitingForAdapter"));
        Assert.Equal("adapterOff", parked.Text("reason"));
        Assert.Equal("The virtual interface vcan0 is down.", parked.Text("detail"));
        Assert.Equal("sudo ip link set vcan0 up", parked.Text("advice"));
    }

    [Fact]
    public void Goes_on_by_itself_when_the_interface_is_up_again()
    {
        var secondReady = _lines.Where(line => line.IsLink("ready")).ElementAt(1);
        var values = _lines.SkipWhile(line => line != secondReady).Where(line => line.Stream == "information" && line.Text("status") == "parked");

        Assert.Equal(Awake.Truth, VehicleValues.OfInformation(values.Last().Value));
    }

    [Fact]
    public void Tells_once_that_the_bus_fell_silent()
    {
        Assert.Equal(2, _lines.Count(line => line.IsEvent("disconnected")));
        Assert.Equal("busSilent", Lost(1).Text("reason"));
        Assert.Equal(["stale", "scanning"], _lines.Where(line => line.IsAsleep).Select(line => line.Text("state")));
    }

    [Fact]
    public void Ends_well_when_it_is_interrupted()
    {
        Assert.Equal("0", one.Run.Text("report.exit"));
        Assert.Empty(one.Run.Text("report.errors"));
    }

    private WatchLine Lost(int index) => _lines.Where(line => line.IsEvent("disconnected")).ElementAt(index);

    /// <summary>One run that all tests look at.</summary>
    public sealed class OneRun : IAsyncLifetime
    {
        /// <summary>The run.</summary>
        public GuestRun Run { get; private set; } = null!;

        /// <inheritdoc/>
        public async Task InitializeAsync()
        {
            var folder = UmlGuest.NewFolder("watch-interface");
            await File.WriteAllLinesAsync(Path.Combine(folder, "frames.log"), Awake.Lines);
            Run = await UmlGuest.RunAsync("watch-interface", folder);
        }

        /// <inheritdoc/>
        public Task DisposeAsync() => Task.CompletedTask;
    }
}
