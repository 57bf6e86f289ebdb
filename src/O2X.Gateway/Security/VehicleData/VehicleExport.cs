using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using O2X.Gateway.Feed;
using O2X.Gateway.History;
using O2X.Gateway.Vehicles;
using O2X.Vehicles;
using O2X.Vehicles.Json;

namespace O2X.Gateway.Security.VehicleData;

/// <summary>
/// Everything that is kept of one vehicle, as an archive: <c>vehicle.json</c>, the last <c>information.json</c>, and one JSON object a
/// line in <c>events.jsonl</c>, <c>samples.jsonl</c>, <c>trips.jsonl</c> and <c>charges.jsonl</c>; events, trips and charges newest first.
/// </summary>
internal sealed class VehicleExport(IVehicleHistory history, LiveVehicle live)
{
    private const int Page = 1000;

    private static readonly TimeRange _always = new(DateTimeOffset.UnixEpoch, new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Writes the archive; nothing of it is held in memory or on the disk.</summary>
    public async Task WriteAsync(VehicleIdentity vehicle, Stream output, CancellationToken cancellationToken)
    {
        var archive = await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken).ConfigureAwait(false);
        await using (archive.ConfigureAwait(false))
        {
            await WriteAsync(archive, "vehicle.json", Once(Json(new { Id = vehicle.Id.ToString(), vehicle.Alias, Vin = vehicle.Vin?.Full })), cancellationToken).ConfigureAwait(false);
            if (vehicle.Id == live.Identity.Id && live.View().Information is { } information)
                await WriteAsync(archive, "information.json", Once(System.Text.Encoding.UTF8.GetBytes(VehicleJson.Serialize(information))), cancellationToken).ConfigureAwait(false);
            await WriteAsync(archive, "events.jsonl", Pages(page => history.EventsAsync(vehicle.Id, _always, page, cancellationToken), Line), cancellationToken).ConfigureAwait(false);
            await WriteAsync(archive, "samples.jsonl", SamplesAsync(vehicle.Id, cancellationToken), cancellationToken).ConfigureAwait(false);
            await WriteAsync(archive, "trips.jsonl", Pages(page => history.TripsAsync(vehicle.Id, _always, page, cancellationToken), trip => Json(trip)), cancellationToken).ConfigureAwait(false);
            await WriteAsync(archive, "charges.jsonl", Pages(page => history.ChargesAsync(vehicle.Id, _always, page, cancellationToken), charge => Json(charge)), cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task WriteAsync(ZipArchive archive, string name, IAsyncEnumerable<ReadOnlyMemory<byte>> lines, CancellationToken cancellationToken)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Fastest);
        // What an archive says without a zone is taken for local time; the moment of its making is nobody's business.
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var stream = await entry.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            await foreach (var line in lines.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                await stream.WriteAsync(line, cancellationToken).ConfigureAwait(false);
                await stream.WriteAsync("\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> SamplesAsync(VehicleId vehicle, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var sample in history.SamplesAsync(vehicle, _always, cancellationToken).ConfigureAwait(false)) yield return Json(sample);
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Pages<T>(Func<PageRequest, ValueTask<HistoryPage<T>>> read, Func<T, ReadOnlyMemory<byte>> line)
    {
        long? before = null;
        do
        {
            var page = await read(new PageRequest(Page, before)).ConfigureAwait(false);
            foreach (var item in page.Items) yield return line(item);
            before = page.Next;
        }
        while (before is not null);
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Once(byte[] line)
    {
        yield return line;
        await Task.CompletedTask.ConfigureAwait(false);
    }

    private static ReadOnlyMemory<byte> Line(FeedRecord record)
    {
        using var content = JsonDocument.Parse(record.Json);
        return Json(new { record.Id, record.Kind, record.At, Content = content.RootElement });
    }

    private static byte[] Json<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, _json);
}
