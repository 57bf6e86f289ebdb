using Microsoft.Extensions.Logging;

namespace O2X.Gateway.Notifications;

/// <summary>
/// Everything that the room of notifications logs; numbers and names are stable.
/// <code>
/// 750  Delayed   warning  the webhook did not take a notification yet, and why; it is tried again
/// 751  GivenUp   error    a notification was given up, and why
/// 752  Overflow  error    too many wait; the oldest was given up
/// 753  NotSaved  warning  what was told could not be saved; after a restart it may be told again
/// 754  Failed    error    the vehicle could not be looked at; it is looked at again
/// </code>
/// </summary>
internal static partial class NotificationLog
{
    [LoggerMessage(750, LogLevel.Warning, "A notification ({Kind}) waits: {Reason}", EventName = nameof(Delayed))]
    public static partial void Delayed(ILogger logger, NotificationKind kind, string reason);

    [LoggerMessage(751, LogLevel.Error, "A notification ({Kind}) was given up: {Reason}", EventName = nameof(GivenUp))]
    public static partial void GivenUp(ILogger logger, NotificationKind kind, string reason);

    [LoggerMessage(752, LogLevel.Error, "Too many notifications wait; the oldest was given up", EventName = nameof(Overflow))]
    public static partial void Overflow(ILogger logger);

    [LoggerMessage(753, LogLevel.Warning, "What was notified could not be saved: {Reason}", EventName = nameof(NotSaved))]
    public static partial void NotSaved(ILogger logger, string reason);

    [LoggerMessage(754, LogLevel.Error, "The vehicle could not be looked at for notifications: {Reason}", EventName = nameof(Failed))]
    public static partial void Failed(ILogger logger, string reason);
}
