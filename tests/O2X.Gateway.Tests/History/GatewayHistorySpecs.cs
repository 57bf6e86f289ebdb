using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using O2X.Gateway.Feed;
using O2X.Gateway.History;
using O2X.Gateway.History.Recording;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Tests.History;

/// <summary>The history in a gateway.</summary>
public sealed class GatewayHistorySpecs : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private Dictionary<string, string?> Settings => new() { ["O2X:Gateway:StateDirectory"] = _folder.FullPath };

    private string Database => Path.Combine(_folder.FullPath, "sim", "history.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Keeps_what_was_told_over_a_restart()
    {
        List<(long Id, byte[] Json)> told;
        await using (var before = await GatewayHost.StartReadyAsync(Settings))
        {
            told = [.. (await before.Vehicle.RecentAsync(CancellationToken.None)).Select(record => (record.Id, record.Json.ToArray()))];
            await before.StopAsync();
        }

        await using var host = await GatewayHost.StartAsync(Settings);
        var kept = await host.Get<IEventJournal>().ReadAfterAsync(0, 1000, CancellationToken.None);
        Assert.True(told.Count > 3);
        Assert.Equal(told, kept.Records.Take(told.Count).Select(record => (record.Id, record.Json.ToArray())));
        Assert.True(host.Feed.LastId > told[^1].Id);
        Assert.Equal(kept.Records.Count, kept.Newest);
    }

    [Fact]
    public async Task Records_a_trip()
    {
        await using var host = await GatewayHost.StartReadyAsync(Settings);
        using var listener = host.Feed.Listen();
        var recorder = host.Get<HistoryRecorder>();
        await recorder.FlushAsync(CancellationToken.None);
        Follow(120, host.World.Car.StartDriving);
        Follow(30, host.World.Car.Park);
        Assert.True(await recorder.FlushAsync(CancellationToken.None));

        var trips = await host.Get<IVehicleHistory>().TripsAsync(host.Directory.Current.Id, HistoryBench.Always, new PageRequest(10), CancellationToken.None);
        var trip = Assert.Single(trips.Items);
        Assert.InRange((trip.Ended!.Value - trip.Begun).TotalSeconds, 100, 150);
        Assert.InRange(trip.Distance!.Value, 0.3, 2);
        Assert.InRange(trip.Energy!.Value, 0.01, 0.5);

        void Follow(int seconds, Action command)
        {
            command();
            for (var second = 0; second < seconds; second++)
            {
                host.Pass(1);
                recorder.Take(listener.TakeWaiting());
            }
        }
    }

    [Fact]
    public async Task Writes_what_came_last_when_the_gateway_ends()
    {
        await using (var before = await GatewayHost.StartReadyAsync(Settings))
        {
            before.Get<HistoryRecorder>().Take(before.Directory.Current.Id, 1_000_000, SessionTrackerTests.ReadingAt(0, O2X.Vehicles.VehicleStatus.Parked, 50));
            await before.StopAsync();
        }

        await using var host = await GatewayHost.StartAsync(Settings);
        var samples = host.Get<IVehicleHistory>().SamplesAsync(host.Directory.Current.Id, HistoryBench.Always, CancellationToken.None);
        Assert.Contains(HistoryBench.Start, await samples.Select(sample => sample.At).ToListAsync());
    }

    [Fact]
    public async Task Ends_in_peace_without_its_database()
    {
        Directory.CreateDirectory(Database);
        await using var host = await GatewayHost.StartReadyAsync(Settings);
        Assert.NotNull(host.Get<HistoryState>().Problem);

        foreach (var service in host.Services.GetServices<IHostedService>().Reverse().Where(service => service is VehicleService or RecorderService))
            await service.StopAsync(new CancellationToken(canceled: true));
        Assert.Equal(0, host.Feed.LastId);
    }

    [Fact]
    public async Task Runs_without_its_database_and_says_so()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Database)!);
        await File.WriteAllTextAsync(Database, string.Concat(Enumerable.Repeat("This is no database. ", 500)));
        await using var host = await GatewayHost.StartReadyAsync(Settings);
        Assert.NotNull(host.View.Snapshot?.StateOfCharge);
        Assert.Equal(0, host.Feed.LastId);
        Assert.Equal($"The history {Database} is damaged. Bring it back from a backup, or move it away: the history then begins anew.", host.Get<HistoryState>().Problem);
        using (var ready = await host.Client.GetAsync("/health/ready")) Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        using (var live = await host.Client.GetAsync("/health/live")) Assert.Equal(HttpStatusCode.OK, live.StatusCode);

        File.Delete(Database);
        using var listener = host.Feed.Listen();
        host.Pass(1);
        var first = await listener.ReadAsync(CancellationToken.None);
        await host.Feed.SettleAsync(CancellationToken.None);
        Assert.Equal(1, first[0].Id);
        Assert.Null(host.Get<HistoryState>().Problem);
        using (var ready = await host.Client.GetAsync("/health/ready")) Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }
}
