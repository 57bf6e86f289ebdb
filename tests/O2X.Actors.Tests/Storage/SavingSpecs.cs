using O2X.Actors.Storage;
using O2X.Links;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Actors.Tests.Storage;

/// <summary>When an engine writes what it keeps.</summary>
public sealed class SavingSpecs
{
    private readonly RecordingStore _store = new();

    private StoredVehicle LastSaved => _store.Saved[^1];

    [Fact]
    public async Task Loses_five_seconds_of_what_flows_at_most_and_spares_the_disk()
    {
        await using var bench = Bench(loose: TimeSpan.FromDays(1));
        var link = await bench.BecomeReadyAsync();
        var saved = _store.Saved.Count;

        for (var i = 0; i < 6000; i++)
        {
            link.Everything();
            bench.Pass(0.1);
            Assert.InRange(bench.Engine.LastInformation!.ReceivedAt - LastSaved.Information!.ReceivedAt, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        }

        Assert.Equal(600 / 4, _store.Saved.Count - saved);
    }

    [Theory]
    [InlineData(2, 375)]
    [InlineData(10, 75)]
    [InlineData(3600, 0)]
    public async Task Writes_as_often_as_its_option_says(int seconds, int expected)
    {
        await using var bench = Bench(TimeSpan.FromSeconds(seconds));
        var link = await bench.BecomeReadyAsync();
        var saved = _store.Saved.Count;

        Flow(bench, link, seconds: 600);

        Assert.Equal(expected, _store.Saved.Count - saved);
    }

    [Fact]
    public async Task Writes_nothing_while_nothing_comes()
    {
        await using var bench = Bench(loose: TimeSpan.FromDays(1));
        await bench.BecomeReadyAsync();
        bench.Pass(5);
        var saved = _store.Saved.Count;

        bench.Pass(3600);

        Assert.Equal((LinkState.Ready, saved), (bench.State, _store.Saved.Count));
    }

    [Fact]
    public async Task Writes_a_change_of_status_at_once()
    {
        await using var bench = Bench();
        var link = await bench.BecomeReadyAsync();

        bench.Pass(0.1);
        link.Everything(Selector.Drive, ready: true, speed: 20);

        Assert.Equal(VehicleStatus.Driving, LastSaved.Information!.Status);
    }

    [Fact]
    public async Task Writes_what_came_before_a_loss_at_once()
    {
        await using var bench = Bench();
        var link = await bench.BecomeReadyAsync();

        bench.Pass(0.1);
        link.Battery(soc: 44);
        link.End(new LinkFault(LinkLossReason.LinkLoss));

        Assert.Equal(44, LastSaved.Information!.Data.BatterySoc.Value);
    }

    [Fact]
    public async Task Writes_what_came_last_when_it_is_stopped()
    {
        await using (var bench = Bench())
        {
            var link = await bench.BecomeReadyAsync();
            bench.Pass(0.1);
            link.Battery(soc: 44);
        }

        Assert.Equal((44, 0), (LastSaved.Information!.Data.BatterySoc.Value, _store.Holders));
    }

    [Fact]
    public async Task Writes_a_log_at_its_end_alone()
    {
        await using var bench = Bench(isLossless: true);
        var link = await bench.BecomeReadyAsync();
        var saved = _store.Saved.Count;
        Assert.Equal(AmiBus.Vin, LastSaved.Remembered!.Vin);

        for (var hour = 0; hour < 24; hour++)
        {
            Flow(bench, link, seconds: 600);
            link.Everything(hour % 2 == 0 ? Selector.Drive : Selector.Neutral, ready: true, speed: 20);
        }

        Assert.Equal(saved, _store.Saved.Count);
        link.End(new LinkFault(LinkLossReason.EndOfSource));
        Assert.Equal(saved + 1, _store.Saved.Count);
        Assert.Equal(bench.Engine.LastInformation, LastSaved.Information);
    }

    [Fact]
    public async Task Tries_again_what_could_not_be_written()
    {
        await using var bench = Bench(loose: TimeSpan.FromDays(1));
        await bench.BecomeReadyAsync();
        bench.Pass(5);
        bench.Transport.Link.Battery(soc: 44);
        _store.Save = () => Task.FromException(new IOException("no space left"));
        bench.Pass(60);
        Assert.Equal(LinkState.Ready, bench.State);
        var tried = _store.Saved.Count;

        _store.Save = () => Task.CompletedTask;
        bench.Pass(60);

        Assert.Equal(tried + 1, _store.Saved.Count);
        Assert.Equal(44, LastSaved.Information!.Data.BatterySoc.Value);
    }

    [Fact]
    public async Task Waits_for_a_disk_that_hangs_without_asking_more_of_it()
    {
        var hanging = new TaskCompletionSource();
        await using var bench = Bench();
        var link = await bench.BecomeReadyAsync();
        _store.Save = () => hanging.Task;
        var saved = _store.Saved.Count;

        Flow(bench, link, seconds: 600);
        Assert.Equal((LinkState.Ready, saved + 1), (bench.State, _store.Saved.Count));
        bench.Clock.Executor.Run(hanging.SetResult);
        Flow(bench, link, seconds: 4);

        Assert.Equal(saved + 2, _store.Saved.Count);
    }

    [Fact]
    public async Task Leaves_no_timer_behind()
    {
        await using var bench = Bench();
        await bench.BecomeReadyAsync();
        await bench.Engine.UnsubscribeAsync();

        bench.AssertNothingIsOpen();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(86_400_001)]
    public async Task Refuses_an_interval_out_of_range(int milliseconds)
    {
        await using var bench = new EngineBench();
        var options = new EngineOptions { SaveInterval = TimeSpan.FromMilliseconds(milliseconds), Store = _store };

        var problem = Assert.Throws<ArgumentOutOfRangeException>(() => O2XEngine.Start(bench.System, bench.Transport, options));

        Assert.StartsWith("SaveInterval must be between 00:00:00.0010000 and 1.00:00:00.", problem.Message, StringComparison.Ordinal);
        Assert.Equal(0, _store.Holders);
    }

    private static void Flow(EngineBench bench, ScriptedLink link, int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            link.Everything();
            bench.Pass(1);
        }
    }

    private EngineBench Bench(TimeSpan? interval = null, TimeSpan? loose = null, bool isLossless = false) => new(
        new EngineOptions
        {
            Store = _store,
            SaveInterval = interval ?? new EngineOptions().SaveInterval,
            Timeouts = new Timeouts { LooseConnection = loose ?? new Timeouts().LooseConnection },
            Seed = 1,
        },
        isLossless: isLossless);
}
