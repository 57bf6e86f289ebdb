using System.Text.Encodings.Web;
using System.Text.Json;
using O2X.Links.Gatt;

namespace O2X.Cli.Probing;

/// <summary>The page about a device as one JSON object, in one line; masked as the page is.</summary>
internal static class ProbeJson
{
    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream output, ProbeReport report)
    {
        var heard = report.Heard;
        JsonSerializer.Serialize(
            output,
            new
            {
                report.Source,
                heard.Address,
                Name = heard.Name is { } name ? MaskedValue.Of(name) : null,
                heard.Rssi,
                AdvertisedServices = heard.ServiceUuids,
                heard.Company,
                ManufacturerData = heard.Company is null ? null : new MaskedValue(heard.ManufacturerData.Span).Hex,
                Services = report.Services.Select(service => Of(service, report.Values)),
            },
            _options);
        output.Write("\n"u8);
        output.Flush();
    }

    private static object Of(GattService service, IReadOnlyDictionary<int, ProbedValue> values) => new
    {
        service.Uuid,
        Name = GattNames.Of(service.Uuid),
        Primary = service.IsPrimary,
        Characteristics = service.Characteristics.Select(characteristic => new
        {
            Handle = characteristic.Id,
            characteristic.Uuid,
            Name = GattNames.Of(characteristic.Uuid),
            Flags = GattNames.Words(characteristic.Flags),
            Value = Of(characteristic.Id, characteristic.Uuid, values),
            Descriptors = characteristic.Descriptors.Select(descriptor => new
            {
                Handle = descriptor.Id,
                descriptor.Uuid,
                Name = GattNames.Of(descriptor.Uuid),
                Value = Of(descriptor.Id, descriptor.Uuid, values),
            }),
        }),
    };

    private static object? Of(int id, Guid uuid, IReadOnlyDictionary<int, ProbedValue> values)
    {
        if (!values.TryGetValue(id, out var value)) return null;
        var isLeftOut = GattNames.NamesTheDevice(uuid);
        var shown = value.Bytes is { } bytes && !isLeftOut ? new MaskedValue(bytes) : null;
        return new { value.Bytes?.Length, shown?.Hex, shown?.Text, IsLeftOut = isLeftOut, value.Problem };
    }
}
