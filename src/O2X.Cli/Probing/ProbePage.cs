using System.Globalization;
using O2X.Cli.Doctor;
using O2X.Links;
using O2X.Links.Gatt;

namespace O2X.Cli.Probing;

/// <summary>The page about a device. Pure.</summary>
internal static class ProbePage
{
    public static Page Of(ProbeReport report) => new(
        $"o2x probe · {report.Source} · {report.Heard.Address}",
        [
            new("Advert", [.. Advert(report.Heard)]),
            .. report.Services.Select(service => Of(service, report.Values)),
            new("", [new(Mark.Fact, "", "Nothing was written. What looks like a VIN is masked, and serial numbers are left out: this page can go into a bug report.")]),
        ]);

    /// <summary>A value as it is shown; it never names the vehicle or the device.</summary>
    public static string Of(Guid uuid, byte[] bytes)
    {
        if (bytes.Length == 0) return "(empty)";
        if (GattNames.NamesTheDevice(uuid)) return string.Create(CultureInfo.InvariantCulture, $"({bytes.Length} bytes, left out)");
        var value = new MaskedValue(bytes);
        return value.Text is { } text ? $"{value.Hex}  \"{text}\"" : value.Hex;
    }

    private static IEnumerable<Finding> Advert(Sighting heard)
    {
        yield return new(Mark.Fact, "name", heard.Name is { } name ? MaskedValue.Of(name) : "none");
        if (heard.Rssi is { } rssi) yield return new(Mark.Fact, "strength", string.Create(CultureInfo.InvariantCulture, $"{rssi} dBm"));
        foreach (var service in heard.ServiceUuids) yield return new(Mark.Fact, "service", Named(service));
        if (heard.Company is { } company)
        {
            yield return new(
                Mark.Fact, "company", string.Create(CultureInfo.InvariantCulture, $"0x{company:X4}: {new MaskedValue(heard.ManufacturerData.Span).Hex}"));
        }
    }

    private static Section Of(GattService service, IReadOnlyDictionary<int, ProbedValue> values)
    {
        List<Finding> findings = [];
        foreach (var characteristic in service.Characteristics)
        {
            findings.Add(new(Mark.Fact, Handle(characteristic.Id), $"{Named(characteristic.Uuid)} ({GattNames.Of(characteristic.Flags)})"));
            findings.AddRange(Value(characteristic.Id, characteristic.Uuid, values));
            foreach (var descriptor in characteristic.Descriptors)
            {
                findings.Add(new(Mark.Fact, Handle(descriptor.Id), $"  {Named(descriptor.Uuid)}"));
                findings.AddRange(Value(descriptor.Id, descriptor.Uuid, values));
            }
        }

        if (findings.Count == 0) findings.Add(new(Mark.Unknown, "", "no characteristics"));
        return new($"{(service.IsPrimary ? "Service" : "Secondary service")} {Named(service.Uuid)}", findings);
    }

    private static IEnumerable<Finding> Value(int id, Guid uuid, IReadOnlyDictionary<int, ProbedValue> values)
    {
        if (!values.TryGetValue(id, out var value)) yield break;
        yield return value.Bytes is { } bytes
            ? new(Mark.Right, "", Of(uuid, bytes))
            : new(Mark.Wrong, "", value.Problem ?? "not readable");
    }

    private static string Handle(int id) => string.Create(CultureInfo.InvariantCulture, $"0x{id:x4}");

    private static string Named(Guid uuid) => GattNames.Of(uuid) is { } name ? $"{GattNames.Written(uuid)} {name}" : GattNames.Written(uuid);
}
