using System.Collections.Immutable;
using O2X.Links;
using O2X.Links.Profiles;
using O2X.Vehicles;

namespace O2X.Actors.Scanning;

/// <summary>The conversation between the link and its scanner. Every scan has an epoch; one scan runs at a time.</summary>
internal static class ScannerProtocol
{
    /// <summary>Seek a vehicle, until it is found, the deadline comes, or it is told to stop.</summary>
    /// <param name="Epoch">Names the scan.</param>
    /// <param name="Vin">The vehicle; null: whichever is there.</param>
    /// <param name="Deadline">When to give up, in ticks; null: never.</param>
    /// <param name="PassOver">Addresses that are another vehicle, and until when that is taken for certain.</param>
    public sealed record Scan(long Epoch, Vin? Vin, long? Deadline, ImmutableDictionary<string, long> PassOver);

    /// <summary>The deadline of the running scan is another one.</summary>
    public sealed record ChangeDeadline(long Epoch, long? Deadline);

    /// <summary>Stop. Answered with <see cref="ScanStopped"/>, whatever the state.</summary>
    public sealed record StopScan(long Epoch);

    /// <summary>A vehicle was found; the scan has stopped.</summary>
    public sealed record VehicleFound(long Epoch, Sighting Sighting, ILinkProfile Profile);

    /// <summary>The deadline came; the scan has stopped.</summary>
    public sealed record ScanTimedOut(long Epoch);

    /// <summary>The scan could not start, or ended by itself.</summary>
    public sealed record ScanFailed(long Epoch, LinkFault Fault);

    /// <summary>The scan has stopped on request.</summary>
    public sealed record ScanStopped(long Epoch);

    /// <summary>The scanner crashed: whatever it scanned or was to scan is over.</summary>
    /// <param name="Fault">Why.</param>
    /// <param name="KeepsCrashing">Whether it was the third time within a minute.</param>
    public sealed record ScannerCrashed(LinkFault Fault, bool KeepsCrashing);
}
