using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using O2X.Gateway.Feed;
using O2X.Gateway.History;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Gateway.Tests.Api;

public class HistoryEndpointTests
{
    private static readonly DateTimeOffset Start = EngineBench.Start;

    [Fact]
    public async Task Lists_events_newest_first()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        var answer = await host.JsonAsync("/api/events");
        var items = answer.GetProperty("items").EnumerateArray().ToList();

        Assert.Equal(host.Feed.LastId, items[0].GetProperty("id").GetInt64());
        Assert.Equal(Enumerable.Range(0, items.Count).Select(i => host.Feed.LastId - i), items.Select(item => item.GetProperty("id").GetInt64()));
        Assert.Equal("null", answer.GetProperty("next").GetRawText());
        var ready = items.First(item => item.GetProperty("kind").GetString() == "link");
        Assert.Equal("ready", ready.GetProperty("value").GetProperty("state").GetString());
    }

    [Fact]
    public async Task Gives_events_in_parts_without_a_hole()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        List<long> ids = [];
        var path = "/api/events?limit=2";
        for (string? next = ""; next is not null;)
        {
            var answer = await host.JsonAsync(path + next);
            Assert.InRange(answer.GetProperty("items").GetArrayLength(), 1, 2);
            ids.AddRange(answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt64()));
            next = answer.GetProperty("next") is { ValueKind: JsonValueKind.Number } before ? $"&before={before}" : null;
        }

        Assert.Equal(Enumerable.Range(1, (int)host.Feed.LastId).Reverse().Select(id => (long)id), ids);
    }

    [Theory]
    [InlineData("from=2026-03-14T12:00:00Z&to=2026-03-14T12:00:30Z", 10, 3)]
    [InlineData("from=2026-03-14T13:00:10%2B01:00&to=2026-03-14T13:00:20.5+01:00", 10, 2)]
    [InlineData("to=2026-03-14T12:00:20Z", 10, 2)]
    [InlineData("from=2026-03-14", 10, 6)]
    [InlineData("from=2026-03-15", 10, 0)]
    public async Task Lists_trips_and_charges_of_a_range(string range, int secondsApart, int expected)
    {
        await using var host = await StartAsync(6, secondsApart, new DateTimeOffset(2026, 3, 14, 12, 0, 0, TimeSpan.Zero));

        foreach (var what in new[] { "trips", "charges" })
            Assert.Equal(expected, (await host.JsonAsync($"/api/vehicles/car/history/{what}?{range}")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Lists_samples_of_the_last_day_thinned_for_a_chart()
    {
        await using var host = await StartAsync(200, 1, Start - TimeSpan.FromSeconds(199));

        var all = await host.JsonAsync("/api/history/samples");
        // The last day has parts of 86.4 s.
        Assert.InRange(all.GetArrayLength(), 3, 4);
        Assert.Equal(199, all[all.GetArrayLength() - 1].GetProperty("odometer").GetDouble());
        var some = await host.JsonAsync($"/api/history/samples?points=10&from={Start.AddSeconds(-199):yyyy-MM-ddTHH:mm:ssZ}&to={Start.AddSeconds(1):yyyy-MM-ddTHH:mm:ssZ}");
        Assert.Equal(10, some.GetArrayLength());
        Assert.Equal("driving", some[0].GetProperty("status").GetString());
    }

    /// <summary>A gateway with some rows of each table, one each so many seconds.</summary>
    internal static async Task<GatewayHost> StartAsync(int rows, int secondsApart, DateTimeOffset first)
    {
        var host = await GatewayHost.StartAsync(services: services =>
        {
            services.AddSingleton(provider => new MemoryHistory(provider.GetRequiredService<IEventJournal>()));
            services.AddSingleton<IVehicleHistory>(provider => provider.GetRequiredService<MemoryHistory>());
        });
        var history = host.Get<MemoryHistory>();
        var vehicle = host.Directory.Current.Id;
        for (var i = 0; i < rows; i++)
        {
            var at = first.AddSeconds(i * secondsApart);
            history.Add(vehicle, new Sample(at, VehicleStatus.Driving, i % 101, null, i, 45.5, 48.25, -10));
            history.Add(vehicle, new Trip(i + 1, at, i % 2 == 0 ? at.AddMinutes(5) : null, 1.5, null, 0.2));
            history.Add(vehicle, new ChargeSession(i + 1, at, null, 20, 80.5, null));
        }

        return host;
    }
}
