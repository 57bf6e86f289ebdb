using O2X.Gateway.Feed;
using O2X.Simulator;
using O2X.Vehicles;

namespace O2X.Gateway.Tests.Vehicles;

public class LiveVehicleSpecs
{
    [Fact]
    public async Task Tells_who_comes_late_what_is_known_and_how_old_it_is()
    {
        await using var host = await GatewayHost.StartReadyAsync();

        Assert.Equal(host.View.Snapshot!.Value.StateOfCharge, (int)host.View.Information!.Data.BatterySoc.Value!);
        Assert.Equal(Quality.Live, host.View.QualityOf(Signal.StateOfCharge));
        Assert.True(host.View.AgeOf(Signal.StateOfCharge) < TimeSpan.FromSeconds(2));
        Assert.Equal(SimulatedWorld.DefaultVin, host.Directory.Current.Vin);
    }

    [Fact]
    public async Task Tells_the_last_information_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        var settings = new Dictionary<string, string?> { ["O2X:Gateway:StateDirectory"] = folder.FullPath };
        await using (var before = await GatewayHost.StartReadyAsync(settings)) await before.StopAsync();

        await using var host = await GatewayHost.StartAsync(settings);
        Assert.Null(host.View.Snapshot?.StateOfCharge);
        Assert.NotNull(host.View.Information?.Data.BatterySoc.Value);
    }

    [Fact]
    public async Task Feeds_what_happens_in_order_and_numbers_it()
    {
        await using var host = await GatewayHost.StartReadyAsync();

        var recent = await host.Vehicle.RecentAsync(CancellationToken.None);
        Assert.Equal(Enumerable.Range(1, recent.Count).Select(id => (long)id), recent.Select(record => record.Id));
        Assert.Equal(host.Feed.LastId, recent[^1].Id);
        Assert.Contains(recent, record => record.Kind == FeedKind.Status);
        Assert.All(recent, record => Assert.Equal(host.Directory.Current.Id, record.Vehicle));
    }
}
