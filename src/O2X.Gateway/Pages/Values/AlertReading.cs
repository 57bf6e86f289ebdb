using O2X.Vehicles;

namespace O2X.Gateway.Pages.Values;

/// <summary>The alerts as the page shows them.</summary>
/// <param name="Current">The names of those that are on; null when it is not known.</param>
/// <param name="Previous">Those of the last set that differed; null when there was none.</param>
/// <param name="Quality">Whether they are live, stale or unknown.</param>
/// <param name="Age">How old they are; null when that is not known.</param>
public sealed record AlertReading(IReadOnlyList<string>? Current, IReadOnlyList<string>? Previous, Quality Quality, TimeSpan? Age)
{
    /// <summary>Nothing is known of any alert.</summary>
    public static AlertReading Unknown { get; } = new(null, null, Quality.Unknown, null);

    /// <summary>How old they are, in words.</summary>
    public string AgeWords => new Reading("", "", null, null, Quality, Age).AgeWords;

    internal static IReadOnlyList<string> Names(AlertSet alerts) => alerts.Active == Alerts.None ? [] : SignalText.Of(alerts)!.Split(", ");
}
