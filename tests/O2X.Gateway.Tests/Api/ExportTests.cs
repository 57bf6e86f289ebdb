using System.Net;
using System.Text.Json;
using O2X.Gateway.Api.Export;
using Parquet;

namespace O2X.Gateway.Tests.Api;

public class ExportTests
{
    private static readonly DateTimeOffset First = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("samples.csv", "text/csv")]
    [InlineData("trips.csv", "text/csv")]
    [InlineData("charges.parquet", "application/vnd.apache.parquet")]
    [InlineData("events.parquet", "application/vnd.apache.parquet")]
    public async Task Are_files_that_are_named_for_the_vehicle_and_not_its_vin(string file, string type)
    {
        await using var host = await GatewayHost.StartReadyAsync();
        using var response = await host.Client.GetAsync($"/api/vehicles/{host.Directory.Current.Id}/export/{file}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"attachment; filename=o2x-car-{file}", response.Content.Headers.ContentDisposition!.ToString());
    }

    [Fact]
    public async Task Have_samples_as_comma_separated_values()
    {
        await using var host = await HistoryEndpointTests.StartAsync(2, 60, First);

        Assert.Equal(
            "at,status,stateOfCharge,remainingRange,odometer,speed,packVoltage,packCurrent,power\r\n"
            + "2026-03-14T12:00:00.000Z,driving,0,,0,45.5,48.25,-10,-0.4825\r\n"
            + "2026-03-14T12:01:00.000Z,driving,1,,1,45.5,48.25,-10,-0.4825\r\n",
            await host.Client.GetStringAsync("/api/export/samples.csv"));
    }

    [Fact]
    public async Task Have_trips_and_charges_newest_first()
    {
        await using var host = await HistoryEndpointTests.StartAsync(2, 60, First);

        Assert.Equal(
            "id,begun,ended,distance,chargeUsed,energy\r\n2,2026-03-14T12:01:00.000Z,,1.5,,0.2\r\n1,2026-03-14T12:00:00.000Z,2026-03-14T12:05:00.000Z,1.5,,0.2\r\n",
            await host.Client.GetStringAsync("/api/export/trips.csv"));
        Assert.Equal(
            "id,begun,ended,from,to,energy\r\n1,2026-03-14T12:00:00.000Z,,20,80.5,\r\n",
            await host.Client.GetStringAsync("/api/export/charges.csv?to=2026-03-14T12:00:30Z"));
    }

    [Fact]
    public async Task Have_events_with_their_json()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        var lines = (await host.Client.GetStringAsync("/api/export/events.csv")).Split("\r\n");

        Assert.Equal("id,at,kind,value", lines[0]);
        Assert.Equal(host.Feed.LastId + 2, lines.Length);
        var cells = lines[1].Split(',', 4);
        Assert.Equal(host.Feed.LastId.ToString(System.Globalization.CultureInfo.InvariantCulture), cells[0]);
        var value = JsonSerializer.Deserialize<JsonElement>(cells[3][1..^1].Replace("\"\"", "\"", StringComparison.Ordinal));
        Assert.Equal(JsonValueKind.Object, value.ValueKind);
    }

    [Fact]
    public async Task Have_every_row_over_many_pages_and_groups()
    {
        const int rows = TableWriter.RowsOfGroup + 100;
        await using var host = await HistoryEndpointTests.StartAsync(rows, 1, First);
        Assert.Equal(rows + 2, (await host.Client.GetStringAsync("/api/export/trips.csv")).Split("\r\n").Length);

        await using var table = await ParquetReader.CreateAsync(new MemoryStream(await host.Client.GetByteArrayAsync("/api/export/samples.parquet")));
        Assert.Equal(["at", "status", "stateOfCharge", "remainingRange", "odometer", "speed", "packVoltage", "packCurrent", "power"], table.Schema.Fields.Select(field => field.Name));
        Assert.Equal(2, table.RowGroupCount);
        Assert.Equal(rows, Enumerable.Range(0, 2).Sum(group => table.OpenRowGroupReader(group).RowCount));
    }

    [Fact]
    public async Task Keep_what_is_not_known_apart_from_zero()
    {
        await using var host = await HistoryEndpointTests.StartAsync(3, 60, First);
        await using var table = await ParquetReader.CreateAsync(new MemoryStream(await host.Client.GetByteArrayAsync("/api/export/samples.parquet")));
        using var group = table.OpenRowGroupReader(0);
        var fields = table.Schema.DataFields.ToDictionary(field => field.Name);

        var charge = new double?[3];
        await group.ReadAsync<double>(fields["stateOfCharge"], charge.AsMemory());
        Assert.Equal([0, 1, 2], charge);
        var range = new double?[3];
        await group.ReadAsync<double>(fields["remainingRange"], range.AsMemory());
        Assert.Equal([null, null, null], range);
        var at = new DateTime?[3];
        await group.ReadAsync<DateTime>(fields["at"], at.AsMemory());
        Assert.Equal(First.UtcDateTime, at[0]!.Value);
    }

    [Fact]
    public async Task Are_tables_also_when_there_is_nothing()
    {
        await using var host = await GatewayHost.StartAsync();

        Assert.Equal("id,begun,ended,from,to,energy\r\n", await host.Client.GetStringAsync("/api/export/charges.csv"));
        await using var table = await ParquetReader.CreateAsync(new MemoryStream(await host.Client.GetByteArrayAsync("/api/export/charges.parquet")));
        Assert.Equal(0, table.RowGroupCount);
    }
}
