using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using O2X.Gateway.History;
using O2X.Gateway.Vehicles;
using O2X.Simulator;
using O2X.Vehicles;

namespace O2X.Gateway.Tests.Security;

public class VehicleDataTests
{
    private static readonly DateTimeOffset _then = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public async Task Exports_everything_that_is_kept_of_one_vehicle()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        var id = host.Directory.Current.Id;
        var history = (MemoryHistory)host.Get<IVehicleHistory>();
        history.Add(id, new Sample(_then, VehicleStatus.Driving, 80, 60, 1234.5, 40, 51.2, -20));
        history.Add(VehicleId.New(), new Sample(_then, VehicleStatus.Driving, 7, null, null, null, null, null));
        for (var trip = 1; trip <= 1001; trip++) history.Add(id, new Trip(trip, _then, _then.AddHours(1), 12, 20, 1.5));
        history.Add(id, new ChargeSession(1, _then, null, 20, 80, 3));

        var archive = await ExportAsync(host, $"/api/vehicles/{id}/data");

        Assert.Equal(["vehicle.json", "information.json", "events.jsonl", "samples.jsonl", "trips.jsonl", "charges.jsonl"], archive.Keys);
        Assert.Equal($$"""{"id":"{{id}}","alias":"car","vin":"{{SimulatedWorld.DefaultVin.Full}}"}""", Assert.Single(archive["vehicle.json"]));
        Assert.Equal(SimulatedWorld.DefaultVin.Full, Parse(Assert.Single(archive["information.json"])).GetProperty("vin").GetString());
        Assert.Equal(80, Parse(Assert.Single(archive["samples.jsonl"])).GetProperty("stateOfCharge").GetDouble());
        Assert.Equal(1001, archive["trips.jsonl"].Select(line => Parse(line).GetProperty("id").GetInt64()).Distinct().Count());
        Assert.Single(archive["charges.jsonl"]);
        Assert.Equal(host.Feed.LastId, archive["events.jsonl"].Length);
        Assert.Equal("link", Parse(archive["events.jsonl"][^1]).GetProperty("kind").GetString());
        Assert.Equal(JsonValueKind.Object, Parse(archive["events.jsonl"][^1]).GetProperty("content").ValueKind);
    }

    [Fact]
    public async Task Names_the_archive_by_the_alias()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        using var response = await host.Client.GetAsync("/api/data");

        Assert.Equal("application/zip", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("o2x-car.zip", response.Content.Headers.ContentDisposition!.FileName);
    }

    [Fact]
    public async Task Erases_everything_that_is_kept_of_the_present_vehicle()
    {
        using var folder = new TemporaryFolder();
        await using var host = await GatewayHost.StartReadyAsync(new()
        {
            ["O2X:Gateway:StateDirectory"] = folder.FullPath,
            ["O2X:Gateway:History:Database"] = HistoryOptions.Memory,
        });
        var before = host.Directory.Current;
        var history = (MemoryHistory)host.Get<IVehicleHistory>();
        history.Add(before.Id, new Sample(_then, VehicleStatus.Driving, 80, 60, 1234.5, 40, 51.2, -20));
        using var response = await host.Client.DeleteAsync("/api/data");
        host.Pass(60);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Null(host.Directory.Find(before.Id.ToString()));
        Assert.Null(host.Directory.Current.Vin);
        Assert.Null(host.View.Subscription);
        Assert.Null(host.Engine.Remembered);
        Assert.Null(host.Engine.LastInformation?.Vin);
        Assert.Empty(await SamplesAsync(history, before.Id));
        foreach (var file in Directory.EnumerateFiles(folder.FullPath, "*.json", SearchOption.AllDirectories))
            Assert.DoesNotContain(SimulatedWorld.DefaultVin.Full, await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erases_a_vehicle_of_the_past_and_leaves_the_present_one()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        var past = host.Directory.Current;
        host.Directory.Settle(Vin.Parse("VR7AB12C3D4567891"));
        host.Directory.Settle(SimulatedWorld.DefaultVin);
        var other = host.Directory.All.Single(vehicle => vehicle.Id != past.Id);
        var history = (MemoryHistory)host.Get<IVehicleHistory>();
        history.Add(past.Id, new Sample(_then, VehicleStatus.Driving, 80, null, null, null, null, null));
        history.Add(other.Id, new Sample(_then, VehicleStatus.Driving, 70, null, null, null, null, null));
        using var response = await host.Client.DeleteAsync($"/api/vehicles/{other.Id}/data");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal([past], host.Directory.All);
        Assert.Empty(await SamplesAsync(history, other.Id));
        Assert.Single(await SamplesAsync(history, past.Id));
        Assert.NotNull(host.View.Subscription);
    }

    [Fact]
    public async Task Is_for_those_alone_who_are_let_in()
    {
        await using var secured = await SecuredHost.StartAsync();
        using var export = await secured.GetAsync("/api/data");
        using var erase = await secured.SendAsync(HttpMethod.Delete, "/api/data");

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (export.StatusCode, erase.StatusCode));
    }

    private static async Task<List<Sample>> SamplesAsync(MemoryHistory history, VehicleId vehicle)
    {
        List<Sample> samples = [];
        await foreach (var sample in history.SamplesAsync(vehicle, new TimeRange(_then, _then.AddYears(1)), default)) samples.Add(sample);
        return samples;
    }

    private static async Task<Dictionary<string, string[]>> ExportAsync(GatewayHost host, string path)
    {
        using var archive = new ZipArchive(new MemoryStream(await host.Client.GetByteArrayAsync(path)));
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
            return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        });
    }

    private static JsonElement Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }
}
