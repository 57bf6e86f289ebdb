using System.Globalization;
using O2X.Links.Can.SocketCan;

namespace O2X.EndToEnd.Host;

/// <summary>What the host is asked to do: <c>INTERFACE [--all-ids] [--allow-active-can] [--scan-only] [--measure N]</c>.</summary>
/// <param name="Can">The interface, and how it is listened to.</param>
/// <param name="ScanOnly">Scan and never connect.</param>
/// <param name="Measure">Count this many packets instead of printing them, and tell what they allocated; 0: print.</param>
internal sealed record HostOptions(SocketCanOptions Can, bool ScanOnly, int Measure)
{
    public static HostOptions Parse(string[] args)
    {
        var measure = Array.IndexOf(args, "--measure");
        return new HostOptions(
            new SocketCanOptions(args[0])
            {
                AllIds = args.Contains("--all-ids"),
                AllowActiveCan = args.Contains("--allow-active-can"),
            },
            args.Contains("--scan-only"),
            measure < 0 ? 0 : int.Parse(args[measure + 1], CultureInfo.InvariantCulture));
    }
}
