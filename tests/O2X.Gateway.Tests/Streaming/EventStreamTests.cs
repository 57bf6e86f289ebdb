using O2X.Actors;
using O2X.Gateway.Feed;
using O2X.Simulator;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Gateway.Tests.Streaming;

public class EventStreamTests
{
    [Fact]
    public async Task Tells_the_present_at_first()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        using var stream = await StreamReading.StartAsync(host);

        Assert.Equal("text/event-stream", stream.Response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("no-store", stream.Response.Headers.CacheControl!.ToString());
        var link = await stream.NextAsync();
        Assert.Equal(("link", null, "ready"), (link!.Name, link.Id, link.Json.GetProperty("state").GetString()));
        Assert.Equal($"{host.Feed.LastId}", stream.Position);
        var information = await stream.NextAsync();
        Assert.Equal(("information", SimulatedWorld.DefaultVin.Full), (information!.Name, information.Json.GetProperty("vin").GetString()));
    }

    [Fact]
    public async Task Tells_values_and_what_happens()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        using var stream = await StreamReading.StartAsync(host);
        await stream.NextAsync("information");
        host.Pass(1);
        Assert.Equal(SimulatedWorld.DefaultVin.Full, (await stream.NextAsync("information")).Json.GetProperty("vin").GetString());

        var before = host.Feed.LastId;
        await host.Owner.UnsubscribeAsync();
        var link = await stream.NextAsync("link");
        Assert.Equal(before + 1, link.Number);
        for (; link.Json.GetProperty("state").GetString() != "idle"; link = await stream.NextAsync("link"));
        Assert.Equal(host.Feed.LastId, link.Number);
    }

    [Fact]
    public async Task Goes_on_after_the_last_event_that_a_listener_knows_and_then_tells_the_present()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        using var stream = await StreamReading.StartAsync(host, last: "2");

        for (var id = 3; id <= host.Feed.LastId; id++) Assert.Equal(id, (await stream.NextAsync())!.Number);
        Assert.Equal(("link", host.Feed.LastId), ((await stream.NextAsync())!.Name, host.Feed.LastId));
        Assert.Equal("information", (await stream.NextAsync())!.Name);
    }

    [Theory]
    [InlineData("99")]
    [InlineData("not-a-number")]
    [InlineData("99999999999999999999")]
    public async Task Says_that_there_is_a_gap_after_an_event_of_another_history(string last)
    {
        await using var host = await GatewayHost.StartReadyAsync();
        using var stream = await StreamReading.StartAsync(host, last);
        var gap = await stream.NextAsync();

        Assert.Equal(("gap", host.Feed.LastId), (gap!.Name, gap.Number));
        Assert.Equal("link", (await stream.NextAsync())!.Name);
    }

    [Fact]
    public async Task Says_that_there_is_a_gap_when_the_history_has_forgotten()
    {
        await using var host = await GatewayHost.StartReadyAsync(services: services => services.Add(
            new(typeof(IEventJournal), new MemoryJournal(most: 3))));
        using var stream = await StreamReading.StartAsync(host, last: "1");
        var last = host.Feed.LastId;

        var gap = await stream.NextAsync();
        Assert.Equal(("gap", last - 3), (gap!.Name, gap.Number));
        Assert.Equal(last - 3, gap.Json.GetProperty("lostUpTo").GetInt64());
        Assert.Equal(last - 2, (await stream.NextAsync())!.Number);
    }

    [Fact]
    public async Task Writes_a_comment_when_15_seconds_have_passed()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        await host.Owner.UnsubscribeAsync();
        using var stream = await StreamReading.StartAsync(host);
        await stream.NextAsync("information");

        for (var i = 0; i < 3; i++)
        {
            host.Pass(15);
            Assert.Equal(new StreamEvent(null, null, null), await stream.NextAsync());
        }
    }

    [Fact]
    public async Task Delays_nobody_for_who_does_not_read_and_tells_that_one_the_newest()
    {
        const int seconds = 400;
        await using var host = await GatewayHost.StartReadyAsync();
        using var stalled = await StreamReading.StartAsync(host);
        using var reader = await StreamReading.StartAsync(host);
        await reader.NextAsync("information");
        var newest = "";
        for (var i = 0; i < seconds; i++)
        {
            host.Pass(1);
            newest = (await reader.NextAsync("information")).Json.GetProperty("receivedAt").GetString();
        }

        var told = 0;
        var last = host.Feed.LastId;
        for (var moment = ""; moment != newest; told++) moment = (await stalled.NextAsync("information")).Json.GetProperty("receivedAt").GetString();
        Assert.InRange(told, 1, seconds / 2);
        await host.Owner.UnsubscribeAsync();
        for (var id = last + 1; id <= host.Feed.LastId; id++) Assert.Equal(id, (await stalled.NextAsync("link")).Number);
    }

    [Fact]
    public async Task Tells_of_its_own_vehicle_alone()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        var old = host.Directory.Current.Id;
        host.Directory.Settle(AmiBus.OtherVin);
        using var stream = await StreamReading.StartAsync(host, last: host.Feed.LastId.ToString(System.Globalization.CultureInfo.InvariantCulture), $"/api/vehicles/{old}/stream");
        host.Feed.TellEvent(host.Directory.Current.Id, new VehicleEvent(VehicleEventKind.CantCharge, EngineBench.Start));
        host.Feed.TellEvent(old, new VehicleEvent(VehicleEventKind.Disconnected, EngineBench.Start));

        Assert.Equal("disconnected", (await stream.NextAsync())!.Json.GetProperty("event").GetString());
    }

    [Fact]
    public async Task Ends_with_the_gateway()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        using var stream = await StreamReading.StartAsync(host, last: "0");
        Assert.Equal(1, (await stream.NextAsync())!.Number);
        await host.StopAsync();

        while (await stream.NextAsync() is { } next) Assert.NotNull(next.Name);
    }

    [Fact(Timeout = 60_000)]
    public async Task Is_left_by_who_goes_away()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        var before = host.Feed.Listeners;
        var stream = await StreamReading.StartAsync(host);
        await stream.NextAsync("information");
        Assert.Equal(before + 1, host.Feed.Listeners);

        stream.Dispose();
        while (host.Feed.Listeners != before) await Task.Yield();
    }
}
