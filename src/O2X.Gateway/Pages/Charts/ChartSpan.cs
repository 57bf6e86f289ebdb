using System.Globalization;

namespace O2X.Gateway.Pages.Charts;

/// <summary>How much time a chart shows.</summary>
/// <param name="Label">Its name: <c>15 minutes</c>.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Step">The time between two marks of its axis.</param>
/// <param name="MarkFormat">How a mark of its axis is written.</param>
public sealed record ChartSpan(string Label, TimeSpan Length, TimeSpan Step, string MarkFormat)
{
    /// <summary>The most points of a line; more than that a screen does not show.</summary>
    public const int MostPoints = 360;

    // What is written nearer to an end would reach beyond it.
    private const double Edge = 0.04;

    // A sample is kept at least every minute while the vehicle is heard.
    private static readonly TimeSpan _sampled = TimeSpan.FromSeconds(100);

    /// <summary>The spans that can be chosen among, the shortest first.</summary>
    public static IReadOnlyList<ChartSpan> All { get; } =
    [
        new("15 minutes", TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(5), "HH:mm"),
        new("Day", TimeSpan.FromDays(1), TimeSpan.FromHours(6), "HH:mm"),
        new("Month", TimeSpan.FromDays(30), TimeSpan.FromDays(7), "d MMM"),
    ];

    /// <summary>The time of one point of a line.</summary>
    public TimeSpan Part => Length / MostPoints;

    /// <summary>How far apart two points may be and still belong together; between others nothing was heard.</summary>
    public TimeSpan Gap => Part * 2.5 > _sampled ? Part * 2.5 : _sampled;

    /// <summary>The marks of the axis: where each stands, from 0 to 1, and what is written there.</summary>
    /// <param name="to">The end of the axis.</param>
    /// <param name="zone">The time zone of what is written.</param>
    public IEnumerable<(double Place, string Text)> Marks(DateTimeOffset to, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var end = TimeZoneInfo.ConvertTime(to, zone);
        var first = end - Length;
        for (var local = new DateTime(first.Ticks - (first.Ticks % Step.Ticks), DateTimeKind.Unspecified) + Step; local <= end.DateTime; local += Step)
        {
            var place = (local - first.DateTime) / Length;
            if (place is > Edge and < 1 - Edge) yield return (place, local.ToString(MarkFormat, CultureInfo.InvariantCulture));
        }
    }
}
