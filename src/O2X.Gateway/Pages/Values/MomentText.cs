using System.Globalization;

namespace O2X.Gateway.Pages.Values;

/// <summary>Moments as the page writes them, in the time of the gateway's machine.</summary>
internal static class MomentText
{
    /// <summary><c>14:05:09</c>.</summary>
    public static string Time(DateTimeOffset at, TimeZoneInfo zone) => Of(at, zone, "HH:mm:ss");

    /// <summary><c>26 Nov 14:05</c>.</summary>
    public static string Short(DateTimeOffset at, TimeZoneInfo zone) => Of(at, zone, "d MMM HH:mm");

    /// <summary><c>26 Nov 2026, 14:05</c>.</summary>
    public static string Long(DateTimeOffset at, TimeZoneInfo zone) => Of(at, zone, "d MMM yyyy, HH:mm");

    /// <summary>For programs: <c>2026-11-26T13:05:09Z</c>.</summary>
    public static string Machine(DateTimeOffset at) => Of(at, TimeZoneInfo.Utc, "yyyy-MM-dd'T'HH:mm:ss'Z'");

    private static string Of(DateTimeOffset at, TimeZoneInfo zone, string format) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString(format, CultureInfo.InvariantCulture);
}
