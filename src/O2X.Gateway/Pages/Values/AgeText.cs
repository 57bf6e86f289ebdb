using System.Globalization;

namespace O2X.Gateway.Pages.Values;

/// <summary>Ages as the page says them: whole units, so that they tick calmly.</summary>
internal static class AgeText
{
    /// <summary><c>3 s ago</c>, <c>12 min ago</c>, <c>5 h ago</c>, <c>3 d ago</c>.</summary>
    public static string Ago(TimeSpan age) => age < TimeSpan.FromSeconds(1) ? "now" : $"{Of(age)} ago";

    /// <summary><c>3 s</c>, <c>12 min</c>, <c>5 h</c>, <c>3 d</c>.</summary>
    public static string Of(TimeSpan age) => age switch
    {
        { TotalSeconds: < 60 } => Text((int)age.TotalSeconds, "s"),
        { TotalMinutes: < 60 } => Text((int)age.TotalMinutes, "min"),
        { TotalHours: < 48 } => Text((int)age.TotalHours, "h"),
        _ => Text((int)age.TotalDays, "d"),
    };

    /// <summary>A length of time: <c>45 s</c>, <c>12 min</c>, <c>1 h 05 min</c>.</summary>
    public static string Length(TimeSpan length) => length.TotalHours < 1
        ? Of(length)
        : string.Create(CultureInfo.InvariantCulture, $"{(int)length.TotalHours} h {length.Minutes:00} min");

    private static string Text(int number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, number)} {unit}");
}
