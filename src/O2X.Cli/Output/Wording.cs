using System.Globalization;
using System.Text.Json;
using O2X.Actors;
using O2X.Links;
using O2X.Vehicles;

namespace O2X.Cli.Output;

/// <summary>The words and numbers of every output.</summary>
internal static class Wording
{
    /// <summary>What stands for a value that is not known.</summary>
    public const string Unknown = "-";

    /// <summary>What is said of information whose moment may be wrong.</summary>
    public const string ClockUnsynchronised = "clock not synchronised";

    /// <summary>The name of a value of an enumeration, as JSON spells it.</summary>
    public static string Camel<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>The SDK's name of an event.</summary>
    public static string Of(VehicleEventKind kind) => Camel(kind);

    /// <summary>UTC to the millisecond.</summary>
    public static string Milliseconds(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>UTC to the second.</summary>
    public static string Seconds(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Of(LinkState state) => LinkText.Of(state);

    public static string Of(LinkReport report) => LinkText.Of(report);

    /// <summary>Detail and advice in one line; null when there is nothing to say.</summary>
    public static string? Of(LinkFault? fault) => LinkText.Of(fault);

    /// <summary>A value with its unit, as people read it.</summary>
    public static string Value(in VehicleSnapshot state, Signal signal) => signal switch
    {
        Signal.TimeToFull => state.TimeToFull is { } time ? Duration(time) : Unknown,
        Signal.Status => Camel(state.Status),
        _ => SignalText.Of(in state, signal) ?? Unknown,
    };

    /// <summary>The alerts that are on.</summary>
    public static string Alerts(AlertSet alerts) => SignalText.Of(alerts) ?? Unknown;

    /// <summary>A duration, short: <c>0.4 s</c>, <c>12 s</c>, <c>3 min</c>, <c>2 h 05 min</c>.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Truncate(time.TotalSeconds * 10) / 10:0.0} s"),
        { TotalSeconds: < 120 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalSeconds} s"),
        { TotalMinutes: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes:00} min"),
    };

    /// <summary>An age, shorter still: <c>0.4 s</c>, <c>59 min</c>, <c>2 h</c>, <c>3 d</c>.</summary>
    public static string Age(TimeSpan time) => time switch
    {
        { TotalHours: < 1 } => Duration(time),
        { TotalHours: < 48 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalDays} d"),
    };

    /// <summary><c>BatteryTemperature1</c> as <c>battery temperature 1</c>.</summary>
    public static string Words(string name) =>
        string.Concat(name.Select((c, i) => char.IsAsciiLetterLower(c) ? $"{c}" : (i == 0 ? "" : " ") + char.ToLowerInvariant(c)));
}
