using O2X.Links.BlueZ.Peripheral;
using O2X.Vehicles.OpenLink.Serving;

namespace O2X.Cli.Dongle;

/// <summary>What happens to a dongle, in words.</summary>
internal static class DongleText
{
    public const string OpenWarning =
        "The link is open: anybody nearby can read what the dongle tells, and whoever knows the VIN can pass for it. --secure lets only paired ones in.";

    public static string Of(DongleNotice notice) => Sentences(
        notice.Kind switch
        {
            DongleNoticeKind.AdapterUnusable => "Waiting for the Bluetooth adapter",
            DongleNoticeKind.Advertising => notice.Detail is null ? $"Advertising on {notice.Subject}" : $"Advertising on {notice.Subject} as {notice.Detail}",
            DongleNoticeKind.Refused => $"{notice.Subject} refuses, and is tried again",
            DongleNoticeKind.CentralConnected => $"{notice.Subject} is connected",
            DongleNoticeKind.CentralDisconnected => $"{notice.Subject} is gone",
            DongleNoticeKind.CentralDropped => $"{notice.Subject} is disconnected: {notice.Detail}",
            _ => notice.Kind.ToString(),
        },
        notice.Kind is DongleNoticeKind.AdapterUnusable or DongleNoticeKind.Refused ? notice.Detail : null,
        notice.Advice);

    public static string Of(OpenLinkServerCounters counters, long refused) =>
        $"{counters.Packets} packets sent, {counters.Coalesced} values replaced by newer ones before they could be sent, "
        + $"{counters.FramesDropped} frames dropped, {refused} packets refused by the bus, {counters.CentralsDropped} centrals disconnected.";

    private static string Sentences(params string?[] parts) =>
        string.Join(' ', parts.Where(part => !string.IsNullOrEmpty(part)).Select(part => part!.TrimEnd('.') + "."));
}
