using Microsoft.Extensions.Logging;
using O2X.Vehicles;

namespace O2X.Actors.Hosting;

/// <summary>
/// Everything that hosting itself logs. Numbers and names are stable: a monitoring system may look for them. A VIN is masked in each.
/// <code>
/// 600  SubscriptionFailed   error   the vehicle that configuration names could not be sought again; it is tried later
/// 601  SecretExposed        warning others can read the file of the owner's secret
/// </code>
/// </summary>
internal static partial class HostingLog
{
    [LoggerMessage(600, LogLevel.Error, "The vehicle {Vin} could not be sought again: {Problem}", EventName = nameof(SubscriptionFailed))]
    public static partial void SubscriptionFailed(ILogger logger, Vin? vin, string problem);

    [LoggerMessage(601, LogLevel.Warning, "{Warning}", EventName = nameof(SecretExposed))]
    public static partial void SecretExposed(ILogger logger, string warning);
}
