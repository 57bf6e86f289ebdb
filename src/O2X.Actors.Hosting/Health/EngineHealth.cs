using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using O2X.Links;

namespace O2X.Actors.Hosting.Health;

/// <summary>How an engine fares, and the one line that says so to a person.</summary>
/// <param name="Status">Healthy also when the vehicle sleeps or none is asked for; degraded when a person may have to do something.</param>
/// <param name="Data">Whether data flow.</param>
/// <param name="Description">One line; a VIN in it is masked.</param>
internal sealed record EngineHealth(HealthStatus Status, DataFlow Data, string Description)
{
    /// <summary>The health of an engine that has ended, or was never started.</summary>
    public static EngineHealth Dead(string description) => new(HealthStatus.Unhealthy, DataFlow.None, description);

    /// <summary>Judges what the link reports. The first that applies.</summary>
    /// <param name="report">The last report.</param>
    /// <param name="sought">How long the vehicle has been sought, if it is.</param>
    /// <param name="patience">How long a vehicle may be sought before that is worth a person's attention.</param>
    /// <param name="hasSearchedInVain">Whether a search before this one has ended without the vehicle.</param>
    public static EngineHealth HealthOf(LinkReport report, TimeSpan sought, TimeSpan patience, bool hasSearchedInVain) => report switch
    {
        { State: LinkState.Idle, Fault.Reason: LinkLossReason.EndOfSource } => Healthy(DataFlow.None, "The source has come to its end."),
        { State: LinkState.Idle, Fault: null or { Reason: LinkLossReason.LocalRequest } } =>
            Healthy(DataFlow.None, "No vehicle is subscribed to."),
        { State: LinkState.Idle } => Degraded(DataFlow.None, $"The subscription has ended: {Text(report)}"),
        { State: LinkState.Ready, IsVerified: true } => Healthy(DataFlow.Flowing, $"Data flow from {Vehicle(report)}."),
        { State: LinkState.Ready } => Degraded(DataFlow.Flowing, $"Data flow, but nothing proves that they come from {Vehicle(report)}."),
        { State: LinkState.WaitingForAdapter } => Degraded(DataFlow.None, $"The source cannot be used: {Text(report)}"),
        { FailedAttempts: > 0 } => Degraded(DataFlow.None, $"{Attempts(report.FailedAttempts)} failed: {Text(report)}"),
        { Fault.Reason: LinkLossReason.WrongVehicle } => Degraded(DataFlow.None, $"Only another vehicle is there: {Text(report)}"),
        { IsAsleep: true } => Healthy(DataFlow.Idle, $"{Vehicle(report)} sleeps: its bus is silent."),
        { State: LinkState.Scanning } when hasSearchedInVain => Degraded(DataFlow.None, $"{Vehicle(report)} is not found, and is sought again."),
        { State: LinkState.Scanning } when sought > patience =>
            Degraded(DataFlow.None, $"{Vehicle(report)} has been sought for {Words(sought)}: {Text(report)}"),
        { State: LinkState.Scanning } => Healthy(DataFlow.Awaited, $"{Vehicle(report)} is being sought."),
        { State: LinkState.Stale } => Healthy(DataFlow.Awaited, $"The link is lost, and will be made anew: {Text(report)}"),
        { State: LinkState.Closing } => Healthy(DataFlow.Awaited, "The link is being closed."),
        _ => Healthy(DataFlow.Awaited, $"{Vehicle(report)} is being linked to."),
    };

    /// <summary>A text of the link's or a source's, which may name the vehicle in full.</summary>
    public static string Masked(string text, LinkReport report) =>
        report.Vin is { } vin ? text.Replace(vin.Full, vin.ToString(), StringComparison.OrdinalIgnoreCase) : text;

    private static EngineHealth Healthy(DataFlow data, string description) => new(HealthStatus.Healthy, data, description);

    private static EngineHealth Degraded(DataFlow data, string description) => new(HealthStatus.Degraded, data, description);

    private static string Vehicle(LinkReport report) => report.Vin?.ToString() ?? "The vehicle";

    private static string Text(LinkReport report) => report.Fault switch
    {
        null => "no reason is known.",
        { Detail: { } detail } => Masked(detail, report),
        { Reason: var reason } => $"{reason}.",
    };

    private static string Attempts(int count) =>
        count == 1 ? "An attempt has" : string.Create(CultureInfo.InvariantCulture, $"{count} attempts in a row have");

    private static string Words(TimeSpan duration) => duration switch
    {
        { TotalMinutes: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalSeconds} s"),
        { TotalHours: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalMinutes} min"),
        { TotalDays: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalHours} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalDays} days"),
    };
}
