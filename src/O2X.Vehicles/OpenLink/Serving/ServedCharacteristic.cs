namespace O2X.Vehicles.OpenLink.Serving;

/// <summary>A characteristic that a dongle offers.</summary>
/// <param name="Uuid">Which.</param>
/// <param name="CanRead">Whether it can be read.</param>
/// <param name="CanWrite">Whether it can be written, with response.</param>
/// <param name="CanNotify">Whether it notifies.</param>
public sealed record ServedCharacteristic(Guid Uuid, bool CanRead = false, bool CanWrite = false, bool CanNotify = false)
{
    internal static IReadOnlyList<ServedCharacteristic> Of(OpenLinkServerOptions options)
    {
        List<ServedCharacteristic> all =
        [
            new(OpenLinkUuids.Profile, CanRead: true),
            new(OpenLinkUuids.VinProof, CanRead: true, CanWrite: true),
        ];
        if (options.Features.HasFlag(OpenLinkFeatures.PublishedVin)) all.Add(new(OpenLinkUuids.Vin, CanRead: true));
        all.Add(new(OpenLinkUuids.Information, CanRead: true, CanNotify: true));
        if (options.MeasurementsInterval is not null) all.Add(new(OpenLinkUuids.Measurements, CanRead: true, CanNotify: true));
        if (options.FramesInterval is not null) all.Add(new(OpenLinkUuids.RawCan, CanNotify: true));
        return all;
    }
}
