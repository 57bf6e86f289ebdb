using O2X.Cli.Output;
using O2X.Links.Time;

namespace O2X.Cli.Scanning;

/// <summary>The words of a scan.</summary>
internal static class ScanWords
{
    public static string Of(TagMatch tag) => tag switch
    {
        TagMatch.Yes => "yes",
        TagMatch.No => "no",
        _ => Wording.Unknown,
    };

    /// <summary>The time of day at which a device was heard the last time.</summary>
    public static DateTimeOffset HeardAt(HeardDevice device, TimeProvider clock) =>
        clock.GetUtcNow() - TimeSpan.FromTicks(clock.GetTicks() - device.LastHeard);

    /// <summary>Whether something else than its strength has changed.</summary>
    public static bool HasChanged(HeardDevice? before, HeardDevice now) =>
        before is null || (before.Name, before.Profile, before.Tag) != (now.Name, now.Profile, now.Tag);
}
