using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
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

    /// <summary>Writes the archive; what was read is on its way soon, and nothing of it on the disk.</summary>
    public async Task WriteAsync(VehicleIdentity vehicle, Stream output, CancellationToken cancellationToken)
    {
        using var spool = new ExportSpool(output);
        using (var archive = new ZipArchive(spool, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, lines) in Content(vehicle, cancellationToken))
            {
                var entry = archive.CreateEntry(name, CompressionLevel.Fastest);
                // An archive says no zone, and the moment of its making is nobody's business.
                entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var stream = entry.Open();
                await foreach (var line in lines.ConfigureAwait(false))
                {
                    stream.Write(line.Span);
                    stream.WriteByte((byte)'\n');
                    await spool.SendAsync(isEnd: false, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        await spool.SendAsync(isEnd: true, cancellationToken).ConfigureAwait(false);
    }

    private IEnumerable<(string Name, IAsyncEnumerable<ReadOnlyMemory<byte>> Lines)> Content(VehicleIdentity vehicle, CancellationToken cancellationToken)
    {
        yield return ("vehicle.json", Once(Json(new { Id = vehicle.Id.ToString(), vehicle.Alias, Vin = vehicle.Vin?.Full })));
        if (vehicle.Id == live.Identity.Id && live.View().Information is { } information)
            yield return ("information.json", Once(Encoding.UTF8.GetBytes(VehicleJson.Serialize(information))));
        yield return ("events.jsonl", Pages(page => history.EventsAsync(vehicle.Id, _always, page, cancellationToken), Line));
        yield return ("samples.jsonl", SamplesAsync(vehicle.Id, cancellationToken));
        yield return ("trips.jsonl", Pages(page => history.TripsAsync(vehicle.Id, _always, page, cancellationToken), trip => Json(trip)));
        yield return ("charges.jsonl", Pages(page => history.ChargesAsync(vehicle.Id, _always, page, cancellationToken), charge => Json(charge)));
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> SamplesAsync(VehicleId vehicle, [EnumeratorCancellation] CancellationToken cancellationToken)
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
