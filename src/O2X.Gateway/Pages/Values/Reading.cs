using O2X.Vehicles;

namespace O2X.Gateway.Pages.Values;

/// <summary>A value as the page shows it.</summary>
/// <param name="Label">What it is: <c>Range</c>.</param>
/// <param name="Name">Its name for styles and tests: <c>range</c>.</param>
/// <param name="Number">The number or word without its unit; null when it is not known.</param>
/// <param name="Unit">The unit; null where there is none.</param>
/// <param name="Quality">Whether it is live, stale or unknown.</param>
/// <param name="Age">How old it is; null when that is not known.</param>
public sealed record Reading(string Label, string Name, string? Number, string? Unit, Quality Quality, TimeSpan? Age)
{
    /// <summary>The number with its unit, or <c>unknown</c>.</summary>
    public string Text => Number is null ? "unknown" : Unit is null ? Number : $"{Number} {Unit}";

    /// <summary>How old it is, in words; a stale one says that it is.</summary>
    public string AgeWords => Quality switch
    {
        Quality.Unknown => "never heard",
        Quality.Stale => Age is { } age ? $"stale · {AgeText.Of(age)} ago" : "stale · age unknown",
        _ => Age is { } age ? AgeText.Ago(age) : "now",
    };

    /// <summary>The quality as a class of the style sheet.</summary>
    public string QualityClass => Quality switch
    {
        Quality.Live => "is-live",
        Quality.Stale => "is-stale",
        _ => "is-unknown",
    };
}
