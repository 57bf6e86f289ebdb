using Microsoft.Extensions.Logging;
using O2X.Vehicles;

namespace O2X.Actors.Hosting;

/// <summary>
/// Everything that hosting itself logs. Numbers and names are stable: a monitoring system may look for them. A VIN is masked in each.
/// <code>
/// 600  SubscriptionFailed   error   the vehicle that configuration names could not be sought again; it is tried later
/// </code>
/// </summary>
internal static partial class HostingLog
{
    [LoggerMessage(600, LogLevel.Error, "The vehicle {Vin} could not be sought again: {Problem}", EventName = nameof(SubscriptionFailed))]
    public static partial void SubscriptionFailed(ILogger logger, Vin? vin, string problem);
}
