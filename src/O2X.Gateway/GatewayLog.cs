using Microsoft.Extensions.Logging;

namespace O2X.Gateway;

/// <summary>
/// Everything that the gateway's core logs. Numbers and names are stable: a monitoring system may look for them. A VIN is masked in each.
/// <code>
/// 700  JournalFailed          error   statuses, events and reports of the link cannot be kept; they wait and are not told
/// 701  JournalWorksAgain      info    they are kept and told again
/// 702  NotSubscribed          warning nothing is subscribed at start, and why
/// 703  IdentityNotSaved       error   the names of the vehicles could not be saved; they are as they were after a restart
/// 704  LastNotKept            error   the gateway ended before what happened last could be kept
/// </code>
/// Rooms have numbers of their own: 710 history, 720 MQTT, 730 API and streaming, 740 security, 750 notifications, 760 pages, 770 operation.
/// </summary>
internal static partial class GatewayLog
{
    [LoggerMessage(700, LogLevel.Error, "What happens cannot be kept, and waits: {Problem}", EventName = nameof(JournalFailed))]
    public static partial void JournalFailed(ILogger logger, string problem);

    [LoggerMessage(701, LogLevel.Information, "What happens is kept again", EventName = nameof(JournalWorksAgain))]
    public static partial void JournalWorksAgain(ILogger logger);

    [LoggerMessage(702, LogLevel.Warning, "No vehicle is subscribed to: {Reason}", EventName = nameof(NotSubscribed))]
    public static partial void NotSubscribed(ILogger logger, string reason);

    [LoggerMessage(703, LogLevel.Error, "The names of the vehicles could not be saved: {Problem}", EventName = nameof(IdentityNotSaved))]
    public static partial void IdentityNotSaved(ILogger logger, string problem);

    [LoggerMessage(704, LogLevel.Error, "What happened last could not be kept before the gateway ended", EventName = nameof(LastNotKept))]
    public static partial void LastNotKept(ILogger logger);
}
